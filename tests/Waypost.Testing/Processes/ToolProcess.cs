using System.Diagnostics;

namespace Waypost.Testing.Processes;

/// <summary>A server that is no Waypost, for as long as a test needs it.</summary>
public sealed class ToolProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    /// <summary>Starts it; what it prints is dropped.</summary>
    public static ToolProcess Start(string tool, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ToolProcess(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
    }
}
