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
        ("named", "BIND adds to a referral only addresses below a cut, not those that the zone has with authority (RFC 1034 section 4.3.2 step 3b)",
            (_, mine, theirs) => mine.IsReferral && theirs.Additional.All(mine.Additional.Contains) ? theirs with { Additional = mine.Additional } : theirs),
        ("named", "BIND holds SIG to be beside a CNAME as RRSIG is (RFC 2535 section 2.3.5, obsolete)", (query, mine, theirs) => query.Type == 24 && Has(mine, "5") ? mine : theirs),
        ("knotd", "Knot DNS answers ANY with one RRset and its additional data (RFC 8482 section 4.1), and follows what a DNAME makes",
            (query, mine, theirs) => query.Type == 255 && (theirs.Answer.All(mine.Answer.Contains) || Has(mine, "39")) ? mine : theirs),
        ("named", "BIND adds no addresses to an apex's NS RRset when the case of the question is not the zone's",
            (query, mine, theirs) => query.Type == 2 && theirs.Additional.Count == 0 && query.Name.Any(char.IsAsciiLetterUpper) ? theirs with { Additional = mine.Additional } : theirs),
        ("knotd", "Knot DNS expands the wildcard in a DNAME that the name is below (RFC 6672 section 3.3)", (_, mine, theirs) => theirs with { Answer = WithoutExpansion(mine.Answer, theirs.Answer) }),
        ("knotd", "Knot DNS adds a referral to YXDOMAIN", (_, mine, theirs) => theirs.Code == "NameExists" && mine.Authority.Count == 0 && theirs.IsReferral ? theirs with { Authority = [], Additional = [] } : theirs),
        ("", "additional data that was left out for want of room", (query, mine, theirs) => HasNoRoom(query, mine, theirs) ? theirs with { Additional = mine.Additional } : theirs),
    ];

    /// <summary>Tells each reason that made a difference; returns the difference that none explains, or null.</summary>
    public static string? Explain(TestQuery query, Subject ours, Observed mine, Subject peer, Observed theirs, Action<string> because)
    {
        var explained = theirs;
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
        if (!query.Tcp && (mine.Truncated || theirs.Truncated))
        {
            // What is left of a truncated response is the server's choice, and each has its own compression: the whole is compared.
            because($"{peer.Name}: a truncated response");
            var whole = query with { Tcp = true };
            return Explain(whole, ours, ours.Ask(whole), peer, peer.Chase(whole), because);
        }
        return $"== {query}\n   {mine.Code} [{mine.Flags}] edns({mine.Edns}) {mine.Length} bytes {mine.Repeated} repeated, {peer.Name} {theirs.Code} [{theirs.Flags}] edns({theirs.Edns}) {theirs.Length} bytes\n"
            + Sections("answer", mine.Answer, explained.Answer) + Sections("authority", mine.Authority, explained.Authority) + Sections("additional", mine.Additional, explained.Additional);
    }

    private static string Sections(string section, IReadOnlyList<string> mine, IReadOnlyList<string> theirs) => mine.SequenceEqual(theirs)
        ? $"    {section} same ({mine.Count})\n"
        : string.Concat(mine.Except(theirs).Select(record => $"    {section} + {record}\n")) + string.Concat(theirs.Except(mine).Select(record => $"    {section} - {record}\n"))
          + string.Concat(mine.Intersect(theirs).Select(record => $"    {section}   {record}\n"));

    private static bool Has(Observed response, string type) => response.Answer.Any(record => record.Split(' ')[3] == type);

    private static List<string> WithoutExpansion(IReadOnlyList<string> mine, IReadOnlyList<string> theirs)
    {
        var made = theirs.Except(mine).Where(record => record.Split(' ')[3] == "39").Select(record => record.Split(' ', 2)[1]).ToArray();
        var wild = mine.Except(theirs).Where(record => record.StartsWith("*.", StringComparison.Ordinal) && made.Contains(record.Split(' ', 2)[1]));
        return [.. theirs.Where(record => record.Split(' ')[3] != "39" || mine.Contains(record)).Concat(wild).Order(StringComparer.Ordinal)];
    }

    // Servers compress names in ways of their own: at the limit one has room for an RRset more.
    private static bool HasNoRoom(TestQuery query, Observed mine, Observed theirs)
    {
        var (more, less) = mine.Additional.Count > theirs.Additional.Count ? (mine, theirs) : (theirs, mine);
        var missing = more.Additional.Except(less.Additional).ToArray();
        var largest = missing.GroupBy(record => string.Join(' ', record.Split(' ')[..4])).Select(rrset => rrset.Sum(record => record.Length)).DefaultIfEmpty().Max();
        return less.Additional.All(more.Additional.Contains) && missing.Length > 0 && less.Length + largest > query.Limit(QueryResponder.MaxUdpPayload);
    }

    private static bool IsLoop(Observed response)
    {
        var aliases = response.Answer.Select(record => record.Split(' ')).Where(fields => fields[3] == "5").ToArray();
        return aliases.Length >= LongChain || aliases.Any(alias => aliases.Any(other => other[0] == alias[4]));
    }

    private static string WithoutErrors(string edns)
    {
        var fields = edns.Split(' ');
        return fields.Length == 5 && fields[4].StartsWith("000f", StringComparison.Ordinal) ? string.Join(' ', fields[..4]) + " " : edns;
    }
}
