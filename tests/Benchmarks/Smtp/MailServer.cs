using System.Diagnostics;
using System.Net.Sockets;
using Waypost.Benchmarks.Dns;

namespace Waypost.Benchmarks.Smtp;

/// <summary>A mail server under test, with its own configuration, queue and mailboxes, on loopback.</summary>
internal abstract class MailServer(string name, int port) : IAsyncDisposable
{
    public const string Recipient = "inbox@bench.test";

    public string Name => name;

    public int Port => port;

    /// <summary>What is durable, and how.</summary>
    public abstract string Settings { get; }

    public abstract Task StartAsync(string directory, CancellationToken cancellationToken);

    /// <summary>Messages in the mailbox by now.</summary>
    public abstract Task<int> CountDeliveredAsync(CancellationToken cancellationToken);

    public abstract Usage Used(bool memory);

    public abstract ValueTask DisposeAsync();

    protected static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error);
    }

    protected async Task WaitForPortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port, cancellationToken);
                return;
            }
            catch (SocketException) when (attempt < 600)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}
