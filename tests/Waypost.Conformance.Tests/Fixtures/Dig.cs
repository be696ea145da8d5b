using System.Globalization;
using System.Text.RegularExpressions;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>What dig printed, by section; records with single spaces between their fields.</summary>
public sealed record DigReply(
    string Status, IReadOnlyList<string> Flags, IReadOnlyList<string> Answer, IReadOnlyList<string> Authority, IReadOnlyList<string> Additional, string Text)
{
    public bool OverTcp => Text.Contains("(TCP)", StringComparison.Ordinal);

    public bool OverUdp => Text.Contains("(UDP)", StringComparison.Ordinal);

    public bool HasEdns => Text.Contains("; EDNS: version: 0", StringComparison.Ordinal);

    public override string ToString() => Text;
}

/// <summary>Asks with BIND's dig.</summary>
public static partial class Dig
{
    public static void SkipWhereMissing()
    {
        if (Tool.Find("dig") is null)
        {
            Assert.Skip("dig is not installed (Debian: bind9-dnsutils)");
        }
    }

    public static async Task<DigReply> AskAsync(WaypostPorts ports, params string[] arguments)
    {
        SkipWhereMissing();
        string[] all = ["@127.0.0.1", "-p", ports.Dns.ToString(CultureInfo.InvariantCulture), "+time=5", "+tries=1", .. arguments];
        ToolRun run = await Tool.RunAsync("dig", all, TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, $"dig {string.Join(' ', arguments)}: {run}");
        return Parse(run.Output);
    }

    /// <summary>The serial in the zone's SOA record.</summary>
    public static async Task<uint> SerialAsync(WaypostPorts ports, string zone)
    {
        DigReply reply = await AskAsync(ports, zone, "SOA");
        return uint.Parse(Assert.Single(reply.Answer).Split(' ')[6], CultureInfo.InvariantCulture);
    }

    internal static DigReply Parse(string output)
    {
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);
        List<string>? section = null;
        foreach (string line in output.Split('\n'))
        {
            Match heading = SectionHeading().Match(line);
            if (heading.Success)
            {
                sections[heading.Groups[1].Value] = section = [];
            }
            else if (line.Length == 0 || line[0] == ';')
            {
                section = line.Length == 0 ? null : section;
            }
            else
            {
                section?.Add(Spaces().Replace(line.Trim(), " "));
            }
        }

        return new DigReply(
            Status().Match(output).Groups[1].Value,
            Flags().Match(output).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            sections.GetValueOrDefault("ANSWER", []),
            sections.GetValueOrDefault("AUTHORITY", []),
            sections.GetValueOrDefault("ADDITIONAL", []),
            output);
    }

    [GeneratedRegex(@"^;; (ANSWER|AUTHORITY|ADDITIONAL) SECTION:")]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"status: (\w+)")]
    private static partial Regex Status();

    [GeneratedRegex(@";; flags: ([^;]*);")]
    private static partial Regex Flags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
