using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>What is wrong with a record set of a configuration, as far as it is known, by the server's own rules.</summary>
internal static class RecordSetChecks
{
    // Stands for a zone that is not known yet; relative names are checked as well under it.
    private const string AnyZone = "zone.invalid.";

    // A CNAME or DNAME is alone in its set (RFC 2181 section 10.1, RFC 6672 section 2.4).
    private static readonly string[] Singletons = ["CNAME", "DNAME", "SOA"];

    /// <param name="zone">The zone, perhaps unknown.</param>
    /// <param name="name">The owner, perhaps unknown.</param>
    /// <param name="type">The type, perhaps unknown.</param>
    /// <param name="ttl">The TTL, perhaps unknown or null.</param>
    /// <param name="records">The records, perhaps unknown as a whole or each.</param>
    /// <param name="pathOf">The path of name, type, ttl or records.</param>
    /// <param name="diagnostics">Where to.</param>
    public static void Validate(CtyValue zone, CtyValue name, CtyValue type, CtyValue ttl, CtyValue records, Func<string, IReadOnlyList<object>> pathOf, DiagnosticList diagnostics)
    {
        if (ttl.Text is { } time && RecordSetForms.Seconds(time) is null)
        {
            diagnostics.Error("Invalid TTL", "ttl is a number of seconds from 0 to 2147483647 (RFC 2181 section 8), or has units: 30s, 5m, 1h30m, 2d, 1w.", pathOf("ttl"));
        }

        var origin = AnyZone;
        if (zone.Text is { } zoneName)
        {
            if (ZoneNames.Absolute(zoneName) is not { } absolute)
            {
                diagnostics.Error("Invalid zone", $"\"{zoneName}\" is not a domain name.", "zone");
                return;
            }

            origin = absolute;
        }

        if (type.Text is not { } typeName || records.Items is not { } items)
        {
            return;
        }

        // An unknown element cannot be judged, but keeps its place so that errors point at the right one.
        var known = items.Select((item, position) => (item.Text, Position: position)).Where(item => item.Text is not null).ToList();
        var mnemonic = RecordSetForms.CanonicalType(typeName);
        var owner = name.Text is { } text && (zone.Text is not null || !text.EndsWith('.')) ? InternationalNames.ToAscii(text) : "@";
        var result = RrsetNormalizer.Normalize(origin, owner, typeName, 0, [.. known.Select(item => RecordSetForms.Sent(mnemonic, item.Text!))]);
        foreach (var error in result.Errors.Where(error => known.Count > 0 || error.Path != "records" || items.Count == 0))
        {
            diagnostics.Error("Invalid record set", Sentence(error.Message), PathOf(error.Path, known.ConvertAll(item => item.Position), pathOf));
        }

        if (Singletons.Contains(mnemonic, StringComparer.Ordinal) && items.Count > 1)
        {
            diagnostics.Error("Invalid record set", $"An owner has one {mnemonic} record at most.", [.. pathOf("records"), 1]);
        }

        foreach (var (record, position) in known.Where(item => mnemonic is "TXT" or "SPF" && IsUnquoted(item.Text!)))
        {
            diagnostics.Warning("Text without quotes", $"Without quotes, each word of {record} is a string of its own, and readers join them without blanks. Write \"\\\"...\\\"\", or use provider::waypost::txt_chunks.", [.. pathOf("records"), position]);
        }
    }

    private static bool IsUnquoted(string record) => !record.Contains('"', StringComparison.Ordinal) && record.Trim().Contains(' ', StringComparison.Ordinal) && !record.StartsWith("\\#", StringComparison.Ordinal);

    private static IReadOnlyList<object> PathOf(string path, List<int> positions, Func<string, IReadOnlyList<object>> pathOf)
    {
        if (path.StartsWith("records[", StringComparison.Ordinal)
            && int.TryParse(path.AsSpan("records[".Length).TrimEnd(']'), out var index) && index < positions.Count)
        {
            return [.. pathOf("records"), positions[index]];
        }

        return pathOf(path == "owner" ? "name" : path);
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..] + (message.EndsWith('.') ? "" : ".");
}
