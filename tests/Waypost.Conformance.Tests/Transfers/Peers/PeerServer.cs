using System.Collections.Concurrent;
using System.Diagnostics;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>Another name server on loopback, as its own process with its own directory.</summary>
internal abstract class PeerServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _log = new();
    private System.Diagnostics.Process? _process;

    protected PeerServer(string program, TransferKey? key)
    {
        Program = program;
        Key = key;
        if (Tool.Find(program) is null)
        {
            Assert.Skip($"{program} is not installed");
        }
    }

    public int Port { get; } = FreePort.Next();

    public TransferKey? Key { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("waypost-peer-").FullName;

    public string Log => string.Join('\n', _log);

    /// <summary>As a zone's setting <c>primaries</c> or <c>alsoNotify</c> has it.</summary>
    public string Address => $"127.0.0.1 port {Port}{(Key is null ? "" : " key " + Key.Name)}";

    private string Program { get; }

    /// <summary>Writes the configuration for a zone: primary with this master file, or secondary of the server on that port.</summary>
    public abstract Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort);

    /// <summary>Makes a change on a primary.</summary>
    public virtual Task ChangeAsync(ZoneModel zone, ZoneChange change) => throw new NotSupportedException();

    public async Task StartAsync()
    {
        Spawn();
        await Until.AnswerAsync(
            async () => IsRunning ? (await Tool.RunAsync("dig", ["@127.0.0.1", "-p", $"{Port}", "+time=1", "+tries=1", "ready.invalid", "A"], TestContext.Current.CancellationToken)).ExitCode : throw new InvalidOperationException($"{Program} ended:\n{Log}"),
            exitCode => exitCode == 0,
            TestContext.Current.CancellationToken);
    }

    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A leftover in the temporary folder harms nobody.
        }
    }

    protected abstract IReadOnlyList<string> Arguments { get; }

    protected string PathOf(string file) => Path.Combine(Folder, file);

    protected Task WriteAsync(string file, string text) => File.WriteAllTextAsync(PathOf(file), text, TestContext.Current.CancellationToken);

    /// <summary>Sends commands to nsupdate, signed when there is a key.</summary>
    protected async Task UpdateAsync(string script)
    {
        await WriteAsync("update.txt", $"server 127.0.0.1 {Port}\n{script}");
        string[] signed = Key is null ? [] : ["-y", Key.Argument];
        ToolRun run = await Tool.RunAsync("nsupdate", [.. signed, PathOf("update.txt")], TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, $"{run}\n{script}\n{Log}");
    }

    private bool IsRunning => _process is { HasExited: false };

    private void Spawn()
    {
        _process?.Dispose();
        _process = new System.Diagnostics.Process { StartInfo = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder } };
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
