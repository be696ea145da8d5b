using Waypost.Dns.Resolving;

namespace Waypost.Dns.Tests.Differential;

/// <summary>Where a peer's response may differ from Waypost's, and why.</summary>
internal static class KnownDifferences
{
    private const int LongChain = 11;

    private delegate Observed Rule(TestQuery query, Observed mine, Observed theirs);

    private static readonly (string Peer, string Reason, Rule Apply)[] Rules =
    [
        ("knotd", "Knot DNS does not copy CD (RFC 4035 section 3.1.6)", (query, _, theirs) => (query.Flags & 0x10) == 0 ? theirs : theirs with { Flags = theirs.Flags + " cd" }),
        ("", "it sends extended errors (RFC 8914)", (_, _, theirs) => theirs with { Edns = WithoutErrors(theirs.Edns) }),
        ("named", "BIND fails a chain of aliases that loops or is long, after it has told it", (_, mine, theirs) => theirs.Code == "ServerFailure" && IsLoop(mine) ? mine : theirs),
        ("knotd", "Knot DNS adds addresses for NS, MX and SRV only", (query, mine, theirs) =>
            query.Type is not (2 or 15 or 33) && theirs.Additional.Count == 0 && !mine.IsReferral ? theirs with { Additional = mine.Additional } : theirs),
        ("named", "BIND adds no addresses to some HTTPS and SVCB whose target is their owner: one with an asterisk for a label, one behind a DNAME (RFC 9460 section 4.1, optional)",
            (query, mine, theirs) => query.Type is 64 or 65 && (query.Name.Contains('*', StringComparison.Ordinal) || Has(mine, "39")) && theirs.Additional.Count == 0 ? theirs with { Additional = mine.Additional } : theirs),
        ("named", "BIND adds the SRV RRsets that NAPTR names, and their addresses (RFC 3403 section 8, optional)",
            (query, mine, theirs) => query.Type == 35 && mine.Additional.Count == 0 ? theirs with { Additional = [] } : theirs),
        ("named", "BIND adds to a referral only addresses below a cut, not those that the zone has with authority (RFC 1034 section 4.3.2 step 3b)",
            (_, mine, theirs) => mine.IsReferral && theirs.IsReferral ? theirs with { Additional = [.. theirs.Additional.Union(mine.Additional).Order(StringComparer.Ordinal)] } : theirs),
        ("named", "BIND holds KEY, SIG and NXT to be beside a CNAME as RRSIG is (RFC 2535 section 2.3.5, obsolete)", (query, mine, theirs) => query.Type is 24 or 25 or 30 && Has(mine, "5") ? mine : theirs),
        ("knotd", "Knot DNS answers ANY with one RRset and its additional data (RFC 8482 section 4.1), and follows what a DNAME makes",
            (query, mine, theirs) => query.Type == 255 && (theirs.Answer.All(mine.Answer.Contains) || Has(mine, "39")) ? mine : theirs),
        ("named", "BIND adds no optional addresses for EDNS clients that take 512 bytes",
            (query, mine, theirs) => query is { Tcp: false, Edns: <= 512 } && theirs.Additional.Count == 0 && !mine.IsReferral ? theirs with { Additional = mine.Additional } : theirs),
        ("", "it takes DS of an apex that an alias leads to from the zone itself (RFC 4035 section 3.1.4.1)",
            (query, mine, theirs) => query.Type == 43 && Has(mine, "5") && theirs.Answer.All(mine.Answer.Contains) ? mine : theirs),
        ("knotd", "Knot DNS refers by the NS RRset of a wildcard, whose meaning is not defined (RFC 4592 section 4.2)",
            (_, mine, theirs) => theirs.IsReferral && theirs.Authority.All(record => record.StartsWith("*.", StringComparison.Ordinal)) ? mine : theirs),
        ("knotd", "Knot DNS adds addresses from wildcards", (_, mine, theirs) => mine.Additional.All(theirs.Additional.Contains) ? theirs with { Additional = mine.Additional } : theirs),
        ("knotd", "Knot DNS expands the wildcard in a DNAME that the name is below (RFC 6672 section 3.3)", (_, mine, theirs) => theirs with { Answer = WithoutExpansion(mine.Answer, theirs.Answer) }),
        ("knotd", "Knot DNS stops early in a chain of aliases that grows", (_, mine, theirs) => IsLoop(mine) && theirs.Answer.All(mine.Answer.Contains) ? mine : theirs),
        ("knotd", "Knot DNS goes on after YXDOMAIN", (_, mine, theirs) =>
            mine.Code == "NameExists" && mine.Answer.All(theirs.Answer.Contains) ? mine : theirs),
        ("knotd", "Knot DNS leaves the SOA out of a negative answer when it has no room, and does not say so", (query, mine, theirs) =>
            theirs.Authority.Count == 0 && LacksRoom(theirs, mine.Authority, query.Limit(QueryResponder.MaxUdpPayload)) ? theirs with { Authority = mine.Authority } : theirs),
    ];

    /// <summary>Tells each reason that made a difference; returns the difference that none explains, or null.</summary>
    public static string? Explain(TestQuery query, Subject ours, Observed mine, Subject peer, Observed theirs, Action<string> because)
    {
        var explained = WithoutHidden(query, ours, mine, theirs);
        if (!explained.Same(theirs))
        {
            because($"{peer.Name}: it adds to a referral addresses that are below a DNAME (RFC 6672 section 2.4)");
        }
        foreach (var (name, reason, apply) in Rules)
        {
            if (mine.Same(explained))
            {
                break;
            }
            if (name.Length > 0 && name != peer.Name)
            {
                continue;
            }
            var next = apply(query, mine, explained);
            if (!next.Same(explained))
            {
                because($"{peer.Name}: {reason}");
            }
            explained = next;
        }
        if (mine.Repeated == 0 && mine.Same(explained))
        {
            because($"{peer.Name}: the same");
            return null;
        }
        var whole = query with { Tcp = true };
        if (!query.Tcp && (mine.Truncated || theirs.Truncated || (mine.Same(explained with { Additional = mine.Additional }) && IsFull(query, ours, peer))))
        {
            // What is left of a response without room is the server's choice, and each has its own compression: the whole is compared.
            because($"{peer.Name}: a response without room for all");
            return Explain(whole, ours, ours.Ask(whole), peer, peer.Chase(whole), because);
        }
        return $"== {query}\n   {mine.Code} [{mine.Flags}] edns({mine.Edns}) {mine.Length} bytes {mine.Repeated} repeated, {peer.Name} {theirs.Code} [{theirs.Flags}] edns({theirs.Edns}) {theirs.Length} bytes\n"
            + Sections("answer", mine.Answer, explained.Answer) + Sections("authority", mine.Authority, explained.Authority) + Sections("additional", mine.Additional, explained.Additional);
    }

    private static string Sections(string section, IReadOnlyList<string> mine, IReadOnlyList<string> theirs) => mine.SequenceEqual(theirs)
        ? $"    {section} same ({mine.Count})\n"
        : string.Concat(mine.Except(theirs).Select(record => $"    {section} + {record}\n")) + string.Concat(theirs.Except(mine).Select(record => $"    {section} - {record}\n"))
          + string.Concat(mine.Intersect(theirs).Select(record => $"    {section}   {record}\n"));

    // An address is below a DNAME when Waypost, asked for it, answers with the DNAME.
    private static Observed WithoutHidden(TestQuery query, Subject ours, Observed mine, Observed theirs) => !theirs.IsReferral ? theirs : theirs with
    {
        Additional = [.. theirs.Additional.Where(record => mine.Additional.Contains(record)
            || !Has(ours.Ask(query.About(record.Split(' ')[0]) with { Type = 1, Tcp = true, Version = 0 }), "39"))],
    };

    private static bool Has(Observed response, string type) => response.Answer.Any(record => record.Split(' ')[3] == type);

    private static List<string> WithoutExpansion(IReadOnlyList<string> mine, IReadOnlyList<string> theirs)
    {
        var made = theirs.Except(mine).Where(record => record.Split(' ')[3] == "39").Select(record => record.Split(' ', 2)[1]).ToArray();
        var wild = mine.Except(theirs).Where(record => record.StartsWith("*.", StringComparison.Ordinal) && made.Contains(record.Split(' ', 2)[1]));
        return [.. theirs.Where(record => record.Split(' ')[3] != "39" || mine.Contains(record)).Concat(wild).Order(StringComparer.Ordinal)];
    }

    private static bool IsFull(TestQuery query, Subject ours, Subject peer)
    {
        var (whole, limit) = (query with { Tcp = true }, query.Limit(QueryResponder.MaxUdpPayload));
        return ours.Ask(whole).Length > limit || peer.Ask(whole).Length > limit;
    }

    private static bool LacksRoom(Observed response, IReadOnlyList<string> additional, int limit)
    {
        var missing = additional.Except(response.Additional).ToArray();
        // Text is longer than the wire form, as pointers are shorter than names.
        var largest = missing.GroupBy(record => string.Join(' ', record.Split(' ')[..4])).Select(rrset => rrset.Sum(record => record.Length)).DefaultIfEmpty().Max();
        return missing.Length == 0 || response.Length + largest > limit;
    }

    private static bool IsLoop(Observed response)
    {
        var aliases = response.Answer.Select(record => record.Split(' ')).Where(fields => fields[3] == "5").ToArray();
        return aliases.Length >= LongChain || aliases.Any(alias => aliases.Any(other => other[0] == alias[4]));
    }

    internal static string WithoutErrors(string edns)
    {
        var fields = edns.Split(' ');
        return fields.Length == 5 && fields[4].StartsWith("000f", StringComparison.Ordinal) ? string.Join(' ', fields[..4]) + " " : edns;
    }
}
