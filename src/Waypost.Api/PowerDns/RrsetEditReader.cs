using System.Text.Json;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;
using Waypost.Storage.PowerDns;

namespace Waypost.Api.PowerDns;

/// <summary>Reads the member <c>rrsets</c> of a PATCH and of a new zone, in the order in which PowerDNS checks it.</summary>
internal static class RrsetEditReader
{
    private const int MaximumEdits = 100_000;

    /// <summary>The edits of a PATCH.</summary>
    public static IReadOnlyList<RrsetEdit> ReadEdits(string origin, JsonElement body, DateTimeOffset now)
    {
        var rrsets = body.List("rrsets") ?? throw new PowerDnsException("No rrsets given in update request");
        if (rrsets.Count > MaximumEdits)
        {
            throw new PowerDnsException($"More than {MaximumEdits} rrsets given in update request");
        }

        var edits = new List<RrsetEdit>(rrsets.Count);
        var seen = new HashSet<(string, string, ChangeType)>();
        foreach (var rrset in rrsets)
        {
            var (owner, type) = (QName.Read(rrset.Text("name")), TypeOf(rrset));
            var change = ChangeOf(rrset.Text("changetype"));
            if (!seen.Add((owner, type, change)))
            {
                throw new PowerDnsException($"Duplicate RRset {owner} IN {type} with changetype: {change.ToString().ToUpperInvariant()}");
            }

            if (change == ChangeType.Delete)
            {
                edits.Add(new(change, owner, type, 0, null, null, HasRecords: true, []));
                continue;
            }

            // A deletion may be of anything, so that what should never have been there can go.
            edits.Add(ReadContent(change, origin, owner, type, rrset, now));
        }

        return edits;
    }

    /// <summary>The RRsets of a new zone.</summary>
    public static IReadOnlyList<RrsetEdit> ReadRrsets(string origin, IReadOnlyList<JsonElement> rrsets, DateTimeOffset now) =>
        [.. rrsets.Select(rrset => ReadContent(ChangeType.Replace, origin, QName.Read(rrset.Text("name")), TypeOf(rrset), rrset, now))];

    private static RrsetEdit ReadContent(ChangeType change, string origin, string owner, string type, JsonElement rrset, DateTimeOffset now)
    {
        if (!QName.IsWithin(owner, origin))
        {
            throw new PowerDnsException($"RRset {owner} IN {type}: Name is out of zone");
        }

        var records = rrset.List("records");
        var comments = rrset.List("comments");
        if (records is null && comments is null)
        {
            throw new PowerDnsException($"No change for RRset {owner} IN {type}");
        }

        var ttl = records is null ? 0 : rrset.Seconds("ttl");
        var enabled = new List<string>();
        var disabled = new List<string>();
        foreach (var record in records ?? [])
        {
            var content = record.Text("content");
            (record.Flag("disabled", otherwise: false) ? disabled : enabled).Add(content);
        }

        if (type is "SOA" or "CNAME" or "DNAME" && records is { Count: > 1 })
        {
            throw new PowerDnsException($"RRset {owner} IN {type} has more than one record");
        }

        if (type == "SOA" && owner != origin && records is { Count: > 0 })
        {
            throw new PowerDnsException($"Record {owner} IN SOA is only allowed at apex");
        }

        return new(
            change, owner, type, ttl, RrsetOf(enabled), RrsetOf(disabled), records is not null,
            comments?.Select(comment => new RrsetComment(
                comment.Text("content"), comment.OptionalText("account") ?? "", comment.OptionalNumber("modified_at", now.ToUnixTimeSeconds()))).ToArray());

        ZoneRrset? RrsetOf(List<string> contents) => contents.Count == 0 ? null : RecordContent.Read(owner, type, ttl, contents);
    }

    private static string TypeOf(JsonElement rrset)
    {
        var type = rrset.Text("type");
        return RdataRegistry.TryFind(type, out var known) ? known.Mnemonic : throw new PowerDnsException($"RRset {rrset.Text("name")} IN {type}: unknown type given");
    }

    private static ChangeType ChangeOf(string text) => text.ToUpperInvariant() switch
    {
        "REPLACE" => ChangeType.Replace,
        "DELETE" => ChangeType.Delete,
        "EXTEND" => ChangeType.Extend,
        "PRUNE" => ChangeType.Prune,
        _ => throw new PowerDnsException("Changetype not understood"),
    };
}
