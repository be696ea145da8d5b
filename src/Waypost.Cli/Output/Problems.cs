using System.Net;
using Waypost.Client;

namespace Waypost.Cli.Output;

/// <summary>Turns what went wrong into lines on standard error and an exit code.</summary>
internal static class Problems
{
    public static int Report(TextWriter error, WaypostApiException refused)
    {
        string title = refused.Problem?.Title ?? refused.Status.ToString();
        error.WriteLine($"waypost: {(int)refused.Status} {title}{(string.IsNullOrEmpty(refused.Problem?.Detail) ? "" : ": " + refused.Problem.Detail)}");
        foreach ((string path, string[] messages) in refused.Errors)
        {
            foreach (string message in messages)
            {
                error.WriteLine($"  {path}: {message}");
            }
        }

        if (refused.Status == HttpStatusCode.Unauthorized)
        {
            error.WriteLine("  Give a key with --key, --key-file or WAYPOST_API_KEY; the server keeps its first in data/admin.key.");
        }

        return refused.Status == HttpStatusCode.NotFound ? ExitCode.NotFound : ExitCode.Refused;
    }

    public static int Report(TextWriter error, int code, string message)
    {
        error.WriteLine($"waypost: {message}");
        return code;
    }
}
