using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>A zone that is not stored yet: its RRsets, and what is wrong with them.</summary>
public sealed record ZoneDraft(IReadOnlyList<ZoneRrset> Rrsets, IReadOnlyList<FieldError> Errors)
{
    /// <summary>From a master file (RFC 1035 section 5); errors are at <paramref name="path"/> and begin with line and column.</summary>
    public static ZoneDraft FromFile(string origin, string file, string path)
    {
        var parsed = ZoneFileParser.Parse(file, origin);
        return parsed.Errors.Count > 0
            ? new([], [.. parsed.Errors.Select(e => new FieldError(path, string.Create(CultureInfo.InvariantCulture, $"line {e.Line}, column {e.Column}: {e.Message}")))])
            : Check(origin, parsed.Rrsets, path);
    }

    /// <summary>From RRsets in the API's form.</summary>
    public static ZoneDraft FromRrsets(string origin, IReadOnlyList<Rrset> rrsets)
    {
        var normalized = new List<ZoneRrset>(rrsets.Count);
        var errors = new List<FieldError>();
        var seen = new HashSet<(string Owner, string Type)>();
        for (var i = 0; i < rrsets.Count; i++)
        {
            var path = $"$.rrsets[{i}]";
            if (RrsetDraft.Normalize(origin, rrsets[i].Owner, rrsets[i].Type, rrsets[i].Ttl, rrsets[i].Records, path, path, errors) is not { } rrset)
            {
                continue;
            }

            normalized.Add(rrset);
            if (!seen.Add((rrset.Owner.ToLowerInvariant(), rrset.Type)))
            {
                errors.Add(new(path, $"there is another RRset {rrset.Owner} {rrset.Type} before it"));
            }
        }

        return errors.Count > 0 ? new([], errors) : Check(origin, normalized, "$.rrsets");
    }

    /// <summary>A zone with nothing but its SOA and NS; timers as RIPE-203 recommends for small zones.</summary>
    public static ZoneDraft Default(string origin, string? primaryNameServer, string? hostmaster, DateTimeOffset now)
    {
        var server = primaryNameServer is null ? $"ns1.{(origin == "." ? "" : origin)}" : WithDot(primaryNameServer);
        var mailbox = hostmaster is null ? $"hostmaster.{(origin == "." ? "" : origin)}" : WithDot(hostmaster.Replace('@', '.'));
        var serial = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "01";
        var errors = new List<FieldError>();
        var soa = RrsetDraft.Normalize(origin, "@", "SOA", ZoneContracts.DefaultTtl, [$"{server} {mailbox} {serial} 86400 7200 3600000 3600"], "$", "$", errors);
        var ns = RrsetDraft.Normalize(origin, "@", "NS", ZoneContracts.DefaultTtl, [server], "$", "$", errors);
        return soa is null || ns is null
            ? new([], [new(ns is null ? "$.primaryNameServer" : "$.hostmaster", "is not a domain name")])
            : Check(origin, [soa, ns], "$");
    }

    private static ZoneDraft Check(string origin, IReadOnlyList<ZoneRrset> rrsets, string path)
    {
        var problems = ZoneChecker.Check(origin, rrsets);
        return problems.Count == 0
            ? new(rrsets, [])
            : new([], [.. problems.Select(p => new FieldError(path, $"{p.Owner} {p.Type}: {p.Message}"))]);
    }

    private static string WithDot(string name) => name.EndsWith('.') ? name : name + ".";
}
