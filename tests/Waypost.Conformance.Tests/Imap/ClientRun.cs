using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>Runs a mail program in a home directory of its own.</summary>
public sealed class ClientRun : IDisposable
{
    private readonly string _tool;

    private ClientRun(string tool) => _tool = tool;

    public string Home { get; } = Directory.CreateTempSubdirectory("waypost-imap-").FullName;

    /// <summary>Skips the test where the program is not installed.</summary>
    public static ClientRun Of(string tool, string package)
    {
        if (Tool.Find(tool) is null)
        {
            Assert.Skip($"{tool} is not installed (Debian: {package})");
        }

        return new ClientRun(tool);
    }

    /// <summary>Writes a file below the home directory, for the owner's eyes only as some programs want it, and returns its path.</summary>
    public string Write(string name, string text)
    {
        string file = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }

    public Task<ToolRun> RunAsync(params string[] arguments) =>
        Tool.RunAsync(_tool, arguments, new Dictionary<string, string?> { ["HOME"] = Home, ["TERM"] = "xterm" }, TestContext.Current.CancellationToken);

    public async Task<ToolRun> RunOkAsync(params string[] arguments)
    {
        ToolRun run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
