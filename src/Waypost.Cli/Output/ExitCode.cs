namespace Waypost.Cli.Output;

/// <summary>How a command ended, for scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int NoAnswer = 3;
    public const int NotFound = 4;
    public const int Interrupted = 130;
}
