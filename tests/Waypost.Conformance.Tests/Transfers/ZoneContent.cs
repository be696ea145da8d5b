using System.Text.RegularExpressions;
using Waypost.Conformance.Tests.Transfers.Peers;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>A zone as <c>dig AXFR</c> prints it, in an order and a case that do not depend on the server.</summary>
internal static partial class ZoneContent
{
    public static async Task<string> ReadAsync(int port, string origin, TransferKey? key)
    {
        string[] signed = key is null ? [] : ["-y", key.Argument];
        ToolRun run = await Tool.RunAsync(
            "dig", ["@127.0.0.1", "-p", $"{port}", "+noall", "+answer", "+time=5", "+tries=1", "+onesoa", .. signed, origin, "AXFR"], TestContext.Current.CancellationToken);
        IEnumerable<string> lines = run.Output.Split('\n')
            .Where(line => line.Length > 0 && line[0] != ';' && !line.Contains("\tTSIG\t", StringComparison.Ordinal))
            .Select(line => Spaces().Replace(line.ToLowerInvariant(), " ").Trim());
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>The serial that a server answers; null for none.</summary>
    public static async Task<uint?> SerialAsync(int port, string origin)
    {
        ToolRun run = await Tool.RunAsync("dig", ["@127.0.0.1", "-p", $"{port}", "+short", "+norec", "+time=2", "+tries=1", origin, "SOA"], TestContext.Current.CancellationToken);
        return run.Output.Split(' ') is [_, _, var serial, ..] && uint.TryParse(serial, out uint number) ? number : null;
    }

    /// <summary>Waits until the secondary answers the primary's serial.</summary>
    public static Task WaitForSameSerialAsync(int primary, int secondary, string origin, Func<string> log) => Until.AnswerAsync(
        async () =>
        {
            uint? wanted = await SerialAsync(primary, origin);
            uint? there = await SerialAsync(secondary, origin);
            return (Same: wanted is not null && wanted == there, Text: $"primary {wanted}, secondary {there}\n{log()}");
        },
        answer => answer.Same,
        TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
