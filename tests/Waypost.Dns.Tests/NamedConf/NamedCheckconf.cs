using System.Diagnostics;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>BIND's named-checkconf, where it is installed.</summary>
internal sealed class NamedCheckconf : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("waypost-conf-");
    private readonly string _program;

    public NamedCheckconf()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "") + ":/usr/bin:/usr/sbin";
        _program = path.Split(':').Select(directory => Path.Combine(directory, "named-checkconf")).FirstOrDefault(File.Exists) ?? "";
        Assert.SkipUnless(_program.Length > 0, "named-checkconf is not installed.");
        Assert.SkipUnless(Run(["-v"], null).Output.StartsWith("9.18.", StringComparison.Ordinal), "named-checkconf is not of BIND 9.18.");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Checks a text, with the canonical form of what is right.</summary>
    public (int Status, string Output) Check(string text, params string[] options)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, ConfCorpus.FileName), text);
        return Run([.. options, ConfCorpus.FileName], _directory.FullName);
    }

    private (int Status, string Output) Run(string[] arguments, string? directory)
    {
        ProcessStartInfo start = new(_program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory ?? "" };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
