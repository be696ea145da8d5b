using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>Compiles an address match list and tells which of its elements is wrong.</summary>
internal static class MatchLists
{
    /// <summary>The list, or null after <paramref name="fail"/> was told the index and the reason of each wrong element.</summary>
    public static AddressMatchList? Compile(IReadOnlyList<string> elements, AclTable acls, Action<int, string> fail)
    {
        if (AddressMatchList.TryParse(elements, acls, out var list, out _))
        {
            return list;
        }
        for (var i = 0; i < elements.Count; i++)
        {
            if (!AddressMatchList.TryParse([elements[i]], acls, out _, out var error))
            {
                fail(i, error);
            }
        }
        return null;
    }
}
