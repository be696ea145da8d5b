using System.Globalization;

namespace Waypost.Server.Dns.Logging;

/// <summary>A line of BIND's log.</summary>
internal readonly record struct BindLine(string Category, BindSeverity Severity, string Text);

/// <summary>Says in BIND's own words what the server's parts log of transfers, updates and announcements: scripts look for these lines.</summary>
internal static class BindWording
{
    private const string DefaultView = "_default";

    /// <summary>BIND's lines for an event, by its number; none for an event that BIND has no words for.</summary>
    public static IReadOnlyList<BindLine> Of(int eventId, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        string Value(string name) => Convert.ToString(values.FirstOrDefault(pair => pair.Key == name).Value, CultureInfo.InvariantCulture) ?? "";
        string Peer() => $"client @0x0 {Value("Peer")}";
        string Plain(string name) => Value(name) is { Length: > 1 } text ? text.TrimEnd('.') : Value(name);
        string Zone() => $"{Plain("Zone")}/IN";
        string Viewed() => Value("View") is var view && view == DefaultView ? $"{Plain("Origin")}/IN" : $"{Plain("Origin")}/IN/{view}";

        return eventId switch
        {
            1201 =>
            [
                new("xfer-in", BindSeverity.Info, $"zone {Viewed()}: transferred serial {Value("Serial")}"),
                new("xfer-in", BindSeverity.Info, $"transfer of '{Viewed()}' from {Hash(Value("Primary"))}: Transfer status: success"),
                new("xfer-in", BindSeverity.Info, $"transfer of '{Viewed()}' from {Hash(Value("Primary"))}: Transfer completed: {Value("Records")} records, {Value("Bytes")} bytes (serial {Value("Serial")})"),
            ],
            1202 => [new("general", BindSeverity.Info, $"zone {Viewed()}: refresh: failure trying primary {Hash(Value("Primary"))} (source 0.0.0.0#0): {Value("Problem")}")],
            1213 => [new("general", BindSeverity.Warning, $"zone {Viewed()}: expired")],
            1050 =>
            [
                new("xfer-out", BindSeverity.Info, $"{Peer()} ({Plain("Zone")}): transfer of '{Zone()}': {Value("Kind")} started (serial {Value("Serial")})"),
                new("xfer-out", BindSeverity.Info, $"{Peer()} ({Plain("Zone")}): transfer of '{Zone()}': {Value("Kind")} ended: {Value("Messages")} messages, "
                    + $"{Value("Records")} records, {Value("Octets")} bytes, {Seconds(Value("Seconds"))} secs (serial {Value("Serial")})"),
            ],
            1051 => [new("security", BindSeverity.Error, $"{Peer()} ({Plain("Zone")}): zone transfer '{Plain("Zone")}/AXFR/IN' denied")],
            1052 => [new("xfer-out", BindSeverity.Info, $"{Peer()} ({Plain("Zone")}): bad zone transfer request: '{Zone()}': non-authoritative zone (NOTAUTH)")],
            1060 => [new("update", BindSeverity.Info, $"{Peer()}{Key(Value("Key"))}: updating zone '{Zone()}': {Value("Count")} RRsets changed, serial {Value("Serial")}")],
            1061 => [new("update-security", BindSeverity.Info, $"{Peer()}{Key(Value("Key"))}: update '{Zone()}' denied")],
            1040 or 1041 => [new("security", BindSeverity.Error, $"{Peer()}: request has invalid signature: TSIG {Plain("Key")}: tsig verify failure (BADKEY)")],
            1042 => [new("security", BindSeverity.Error, $"{Peer()}: request has invalid signature: TSIG {Plain("Key")}: tsig verify failure (BADSIG)")],
            1043 => [new("security", BindSeverity.Error, $"{Peer()}: request has invalid signature: TSIG {Plain("Key")}: tsig verify failure (BADTIME)")],
            1220 => [new("notify", BindSeverity.Info, $"zone {Viewed()}: sending notifies (serial {Value("Serial")})")],
            1240 => [new("notify", BindSeverity.Info, $"{Peer()}: received notify for zone '{Plain("Origin")}'")],
            1242 => [new("notify", BindSeverity.Info, $"zone {Viewed()}: refused notify from non-primary: {Value("Peer")}")],
            1243 => [new("notify", BindSeverity.Notice, $"{Peer()}: received notify for zone '{Plain("Name")}': not authoritative")],
            _ => [],
        };
    }

    private static string Key(string name) => name.Length == 0 ? "" : $"/key {name.TrimEnd('.')}";

    // BIND sets the port off by a number sign.
    private static string Hash(string address) => address.LastIndexOf(':') is var colon and > 0 ? $"{address[..colon].Trim('[', ']')}#{address[(colon + 1)..]}" : address;

    private static string Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds.ToString("F3", CultureInfo.InvariantCulture) : text;
}
