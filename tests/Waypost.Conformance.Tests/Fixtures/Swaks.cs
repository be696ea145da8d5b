using System.Globalization;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>Sends with swaks, the SMTP test client.</summary>
public static class Swaks
{
    public static async Task<ToolRun> SendAsync(int port, string reversePath, string recipient, params string[] more)
    {
        if (Tool.Find("swaks") is null)
        {
            Assert.Skip("swaks is not installed (Debian: swaks)");
        }

        string[] arguments =
        [
            "--server", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--helo", "client.example.net",
            "--from", reversePath, "--to", recipient, "--timeout", "20", .. more,
        ];
        return await Tool.RunAsync("swaks", arguments, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends, and fails with the whole transcript unless the server took the message.</summary>
    public static async Task SendOkAsync(int port, string reversePath, string recipient, params string[] more)
    {
        ToolRun run = await SendAsync(port, reversePath, recipient, more);
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
