using System.Diagnostics;
using Waypost.Server.Trial;

namespace Waypost.Api.Trial;

/// <summary>Running in the background: without -f and -g, named's command comes back when the server runs.</summary>
internal static class NamedDaemon
{
    private const string ChildVariable = "WAYPOST_NAMED_BACKGROUND";

    /// <summary>Whether this process is the one in the background.</summary>
    public static bool IsChild { get; } = Environment.GetEnvironmentVariable(ChildVariable) is not null;

    /// <summary>Starts this program again in the background and waits until it serves or gives up.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> SpawnAsync(string[] args)
    {
        var own = Environment.GetCommandLineArgs()[0];
        var program = Environment.ProcessPath!;
        // Under the framework's host, the program is the first argument.
        string[] lead = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [own, "named"] : ["named"];
        ProcessStartInfo start = new(program, [.. lead, .. args]) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment[ChildVariable] = "1";
        using var child = Process.Start(start)!;
        child.StandardInput.Close();
        // Until it runs, what it says is this command's; afterwards its log is where the configuration says, and nobody waits for its output.
        child.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        child.BeginErrorReadLine();
        if (await child.StandardOutput.ReadLineAsync() is not null)
        {
            return 0;
        }
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? 1 : child.ExitCode;
    }

    /// <summary>Tells the waiting command that the server runs.</summary>
    public static void Ready()
    {
        if (IsChild)
        {
            ProcessUser.LeaveSession();
            Console.Out.WriteLine("running");
            Console.Out.Close();
        }
    }
}
