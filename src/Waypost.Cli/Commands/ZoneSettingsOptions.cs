using System.CommandLine;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary>The options that say what zone settings are: those of a zone, a view or the server.</summary>
internal sealed class ZoneSettingsOptions
{
    private readonly Option<string[]?> allowQuery = List("--allow-query", "Who may ask; each value an element of an address match list");
    private readonly Option<string[]?> allowTransfer = List("--allow-transfer", "Who may transfer zones");
    private readonly Option<string[]?> allowUpdate = List("--allow-update", "Who may change zones by dynamic update");
    private readonly Option<string[]?> allowUpdateForwarding = List("--allow-update-forwarding", "Whose updates a secondary passes on");
    private readonly Option<string[]?> allowNotify = List("--allow-notify", "Who, beside the primaries, may announce changes");
    private readonly Option<string[]?> updatePolicy = List("--update-policy", "A rule of update-policy: \"grant key. zonesub ANY\"");
    private readonly Option<string[]?> primaries = List("--primaries", "Where a secondary transfers from: an address, \"192.0.2.1 port 5353 key name\", or a remote server list");
    private readonly Option<string[]?> alsoNotify = List("--also-notify", "Whom to tell of changes beside the name servers");
    private readonly Option<string?> notify = new("--notify") { Description = "yes, no, explicit or primary-only" };
    private readonly Option<int?> minRefresh = new("--min-refresh") { Description = "Seconds" };
    private readonly Option<int?> maxRefresh = new("--max-refresh") { Description = "Seconds" };
    private readonly Option<int?> minRetry = new("--min-retry") { Description = "Seconds" };
    private readonly Option<int?> maxRetry = new("--max-retry") { Description = "Seconds" };

    public IEnumerable<Symbol> All =>
        [allowQuery, allowTransfer, allowUpdate, allowUpdateForwarding, allowNotify, updatePolicy, primaries, alsoNotify, notify, minRefresh, maxRefresh, minRetry, maxRetry];

    /// <summary>A list on the command line: one value an element, and several after one option.</summary>
    public static Option<string[]?> List(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    /// <summary>The list, or null when the option was not given.</summary>
    public static string[]? Read(ParseResult parsed, Option<string[]?> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    /// <summary>The settings, or null when no option was given.</summary>
    public ZoneSettings? Read(ParseResult parsed)
    {
        ZoneSettings settings = new(
            Read(parsed, allowQuery), Read(parsed, allowTransfer), Read(parsed, allowUpdate), Read(parsed, allowUpdateForwarding), Read(parsed, allowNotify),
            Read(parsed, updatePolicy), Read(parsed, primaries), Read(parsed, alsoNotify), parsed.GetValue(notify),
            parsed.GetValue(minRefresh), parsed.GetValue(maxRefresh), parsed.GetValue(minRetry), parsed.GetValue(maxRetry));
        return settings == new ZoneSettings() ? null : settings;
    }
}
