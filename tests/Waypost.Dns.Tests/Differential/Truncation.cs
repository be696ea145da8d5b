using Waypost.Dns.Resolving;

namespace Waypost.Dns.Tests.Differential;

/// <summary>What holds for every response that had to fit: RFC 2181 section 9, RFC 6891 section 6.2.5.</summary>
internal static class Truncation
{
    /// <summary>What is wrong with a response over UDP, beside the same one over TCP; null when nothing is.</summary>
    public static string? Problem(TestQuery query, Observed response, Subject server)
    {
        var limit = query.Limit(QueryResponder.MaxUdpPayload);
        if (response.Length > limit)
        {
            return $"{response.Length} bytes are more than {limit}";
        }
        if (query.Tcp || query.Type == 255)
        {
            return null;
        }
        var whole = server.Ask(query with { Tcp = true });
        if (response.Truncated ? whole.Length <= limit : !response.Answer.SequenceEqual(whole.Answer) || !response.Authority.SequenceEqual(whole.Authority))
        {
            return $"{(response.Truncated ? "truncated" : "not truncated")}, the whole is {whole.Length} of {limit} bytes";
        }
        return Parts(response.Answer, whole.Answer) ?? Parts(response.Authority, whole.Authority) ?? Parts(response.Additional, whole.Additional);
    }

    private static string? Parts(IReadOnlyList<string> some, IReadOnlyList<string> all)
    {
        var whole = RrsetSizes(all);
        return RrsetSizes(some).Where(rrset => whole.GetValueOrDefault(rrset.Key) != rrset.Value).Select(rrset => $"{rrset.Key} is not whole").FirstOrDefault();
    }

    private static Dictionary<string, int> RrsetSizes(IReadOnlyList<string> records) =>
        records.GroupBy(record => string.Join(' ', record.Split(' ')[..4])).ToDictionary(rrset => rrset.Key, rrset => rrset.Count());
}
