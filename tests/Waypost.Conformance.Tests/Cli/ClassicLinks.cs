using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

/// <summary>The command line under the classic names, as links to the real program, with a spool and settings of its own.</summary>
public sealed class ClassicLinks : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("waypost-classic-");

    public ClassicLinks()
    {
        string program = Path.Combine(Path.GetDirectoryName(ServerBinary.LocateCli())!, "waypost");
        foreach (string name in (string[])["sendmail", "mailq", "newaliases", "makemap"])
        {
            File.CreateSymbolicLink(Path.Combine(_directory.FullName, name), program);
        }
    }

    public string Spool => Path.Combine(_directory.FullName, "spool");

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Runs a shell line in which the classic names mean these links.</summary>
    public Task<ToolRun> RunAsync(WaypostProcess server, string line, int? smtpPort = null) => Tool.RunAsync(
        "sh",
        ["-c", line],
        new Dictionary<string, string?>
        {
            ["PATH"] = _directory.FullName + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["WAYPOST_SENDMAIL_CONF"] = "/nonexistent",
            ["WAYPOST_SMTP"] = $"127.0.0.1:{smtpPort ?? server.Ports.Smtp}",
            ["WAYPOST_SPOOL"] = Spool,
            ["WAYPOST_DOMAIN"] = null,
            ["WAYPOST_ENDPOINT"] = $"http://127.0.0.1:{server.Ports.Http}",
            ["WAYPOST_API_KEY"] = server.AdminKey,
        },
        TestContext.Current.CancellationToken);

    public async Task<string> OkAsync(WaypostProcess server, string line, int? smtpPort = null)
    {
        ToolRun run = await RunAsync(server, line, smtpPort);
        Assert.True(run.ExitCode == 0, $"{line}: {run}");
        return run.Output;
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int DeadPort() => FreePort.Next();

    public void Dispose() => _directory.Delete(recursive: true);
}
