using System.Globalization;

namespace Waypost.Mail.Tables;

/// <summary>What ClientRate:, ClientConn: and GreetPause: entries say of a client; null where none applies, so that the
/// server's own setting does.</summary>
/// <param name="Rate">Connections a minute; 0 is no limit.</param>
/// <param name="Connections">Connections at a time; 0 is no limit.</param>
/// <param name="Pause">How long the greeting waits, for clients that speak before it.</param>
/// <param name="Steps">The entries that applied.</param>
public sealed record ClientLimits(int? Rate, int? Connections, TimeSpan? Pause, IReadOnlyList<TableStep> Steps)
{
    /// <summary>The reply to a connection above <see cref="Rate"/>.</summary>
    public const string RateExceeded = "421 4.3.2 Connection rate limit exceeded.";

    /// <summary>The reply to a connection above <see cref="Connections"/>.</summary>
    public const string TooManyConnections = "421 4.3.2 Too many open connections.";

    private static readonly ClientLimits None = new(null, null, null, []);

    /// <summary>Finds the limits of a client. Rate and connections go by its address alone, the pause by its name first;
    /// a tag without a key is for all others.</summary>
    public static ClientLimits Evaluate(MailTables tables, string? clientName, string? clientAddress)
    {
        if (tables.AccessEntries.IsEmpty)
        {
            return None;
        }

        var search = new AccessSearch(tables);
        int? rate = Number(search, "ClientRate:", null, clientAddress);
        int? connections = Number(search, "ClientConn:", null, clientAddress);
        int? pause = Number(search, "GreetPause:", clientName, clientAddress);
        return new ClientLimits(rate, connections, pause is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null, search.Steps);
    }

    private static int? Number(AccessSearch search, string tag, string? name, string? address) =>
        int.TryParse(search.FindText(tag, search.HostKeys(name, address).Append(""), tagOnly: true), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
