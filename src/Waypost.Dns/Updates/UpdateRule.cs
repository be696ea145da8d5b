using System.Collections.Frozen;
using Waypost.Dns.Names;

namespace Waypost.Dns.Updates;

/// <summary>Which names a rule of <c>update-policy</c> is about (BIND's rule types).</summary>
internal enum UpdateRuleKind
{
    Name,
    Subdomain,
    ZoneSub,
    Wildcard,
    Self,
    SelfSub,
    SelfWild,
    TcpSelf,
    SixToFourSelf,
    Local,
}

/// <summary>One rule: grant or deny an identity the names and types that it is about.</summary>
/// <param name="Grant">Grant or deny.</param>
/// <param name="Identity">The key's name, or the name of the address; may begin with <c>*</c>.</param>
/// <param name="Kind">How <paramref name="Name"/> is compared.</param>
/// <param name="Name">The name of the rule; the zone's for ZoneSub.</param>
/// <param name="Types">The types, with the most records of each that an RRset may have (0 for any number); null for all that are not the zone's own.</param>
internal sealed record UpdateRule(bool Grant, DnsName Identity, UpdateRuleKind Kind, DnsName Name, FrozenDictionary<ushort, int>? Types)
{
    private const ushort AnyType = 255;

    public bool Matches(UpdateIdentity client, DnsName owner, ushort type) => MatchesIdentity(client) && MatchesName(client, owner) && MatchesType(type);

    /// <summary>The most records of a type; null for any number.</summary>
    public int? LimitOf(ushort type) =>
        Types is null ? null : (Types.TryGetValue(type, out var most) || Types.TryGetValue(AnyType, out most)) && most > 0 ? most : null;

    private bool MatchesIdentity(UpdateIdentity client) => Kind switch
    {
        UpdateRuleKind.TcpSelf => client.ReverseName is { } name && Covers(Identity, name),
        UpdateRuleKind.SixToFourSelf => client.SixToFourName is { } name && Covers(Identity, name),
        UpdateRuleKind.Local => client.IsLocal && client.Key is { } key && Covers(Identity, key),
        _ => client.Key is { } key && Covers(Identity, key),
    };

    private bool MatchesName(UpdateIdentity client, DnsName owner) => Kind switch
    {
        UpdateRuleKind.Name => owner.Equals(Name),
        UpdateRuleKind.Subdomain or UpdateRuleKind.ZoneSub or UpdateRuleKind.Local => owner.IsAtOrBelow(Name),
        UpdateRuleKind.Wildcard => IsWildcard(Name) && MatchesWildcard(Name, owner),
        UpdateRuleKind.Self => owner.Equals(client.Key),
        UpdateRuleKind.SelfSub => owner.IsAtOrBelow(client.Key!),
        UpdateRuleKind.SelfWild => owner.IsAtOrBelow(client.Key!) && !owner.Equals(client.Key),
        UpdateRuleKind.TcpSelf => owner.Equals(client.ReverseName),
        _ => owner.Equals(client.SixToFourName),
    };

    // Without a list, what makes and signs the zone stays out of reach.
    private bool MatchesType(ushort type) =>
        Types is null ? type is not (2 or 6 or 46) : Types.ContainsKey(AnyType) || Types.ContainsKey(type);

    private static bool Covers(DnsName pattern, DnsName name) => IsWildcard(pattern) ? MatchesWildcard(pattern, name) : name.Equals(pattern);

    private static bool IsWildcard(DnsName name) => name.Wire is [1, (byte)'*', ..];

    private static bool MatchesWildcard(DnsName pattern, DnsName name) =>
        WireName.IsAtOrBelow(name.Wire, pattern.Wire[2..]) && name.Wire.Length > pattern.Wire.Length - 2;
}
