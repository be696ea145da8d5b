using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>The canonical forms of a record set's parts, from the same normaliser that the server stores by.</summary>
internal static class RecordSetForms
{
    // Stands for a zone that is not known yet; relative names are checked as well under it.
    private const string AnyZone = "zone.invalid.";

    // MNAME, RNAME, SERIAL (RFC 1035 section 3.3.13).
    private const int SoaSerialField = 2;

    /// <summary>The owner as a full name in lower case, or null when it is not one.</summary>
    public static string? Owner(string zone, string name)
    {
        if (RrsetNormalizer.NormalizeZoneName(zone) is not { } origin)
        {
            return null;
        }

        return RrsetNormalizer.NormalizeZoneName(name == "@" ? origin : name.EndsWith('.') ? name : origin == "." ? name : $"{name}.{origin}");
    }

    /// <summary>The owner as the API's paths and ids have it: <c>@</c>, <c>www</c>, lower case.</summary>
    public static string Relative(string zone, string name) =>
        Owner(zone, name) is { } owner ? RrsetNormalizer.RelativeOwner(RrsetNormalizer.NormalizeZoneName(zone)!, owner) : name;

    /// <summary>All records, each canonical, sorted, once; null when they are not valid.</summary>
    public static string? Records(CtyValue whole, CtyValue value)
    {
        if (whole["zone"].Text is not { } zone || whole["type"].Text is not { } type || value.Texts is not { } records
            || RrsetNormalizer.NormalizeZoneName(zone) is not { } origin)
        {
            return null;
        }

        // The owner plays no part in the data.
        var rrset = RrsetNormalizer.Normalize(origin, "@", type, 0, records).Rrset;
        return rrset is null ? null : string.Join('\n', rrset.Rdata.Select(rdata => FoldNames(rrset.Type, rdata)));
    }

    /// <summary>Reports everything that is wrong with the part of the configuration that is known.</summary>
    public static void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (config["ttl"] is { IsKnown: true } ttl && ttl.Whole is not (>= 0 and <= int.MaxValue))
        {
            diagnostics.Error("Invalid TTL", "ttl is a whole number of seconds from 0 to 2147483647 (RFC 2181 section 8).", "ttl");
        }

        string? origin = AnyZone;
        if (config["zone"].Text is { } zone && (origin = RrsetNormalizer.NormalizeZoneName(zone)) is null)
        {
            diagnostics.Error("Invalid zone", $"\"{zone}\" is not a domain name.", "zone");
            return;
        }

        if (config["type"].Text is not { } type || config["records"].Items is not { } items)
        {
            return;
        }

        // An unknown element cannot be judged, but keeps its place so that errors point at the right one.
        var known = items.Select((item, position) => (item.Text, Position: position)).Where(item => item.Text is not null).ToList();
        var owner = config["name"].Text is { } name && !(origin == AnyZone && name.EndsWith('.')) ? name : "@";
        var result = RrsetNormalizer.Normalize(origin, owner, type, 0, [.. known.Select(item => item.Text!)]);
        foreach (var error in result.Errors.Where(error => known.Count > 0 || error.Path != "records" || items.Count == 0))
        {
            diagnostics.Error("Invalid record set", Sentence(error.Message), PathOf(error.Path, known.ConvertAll(item => item.Position)));
        }
    }

    private static IReadOnlyList<object> PathOf(string path, List<int> positions)
    {
        if (path.StartsWith("records[", StringComparison.Ordinal)
            && int.TryParse(path.AsSpan("records[".Length).TrimEnd(']'), out var index) && index < positions.Count)
        {
            return ["records", positions[index]];
        }

        return [path == "owner" ? "name" : path];
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..] + (message.EndsWith('.') ? "" : ".");

    // Names in rdata compare without case (RFC 4343). Quoted strings and encoded data keep theirs. A SOA's serial is the
    // server's to raise with every write, so it is no difference.
    private static string FoldNames(string type, string rdata) => type switch
    {
        "SOA" => string.Join(' ', rdata.ToLowerInvariant().Split(' ').Select((field, i) => i == SoaSerialField ? "*" : field)),
        "NS" or "CNAME" or "PTR" or "MX" or "SRV" or "DNAME" => rdata.ToLowerInvariant(),
        _ => rdata,
    };
}
