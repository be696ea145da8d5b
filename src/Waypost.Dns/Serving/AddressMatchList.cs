using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;

namespace Waypost.Dns.Serving;

/// <summary>
/// BIND's address_match_list, compiled: elements are tried in order, the first that matches decides, and what matches nothing is
/// not in the list.
/// </summary>
public sealed class AddressMatchList
{
    private readonly Element[] _elements;

    private AddressMatchList(Element[] elements) => _elements = elements;

    /// <summary>Every address.</summary>
    public static AddressMatchList Any { get; } = new([new Element { Prefix = default(AddressPrefix) }]);

    /// <summary>No address.</summary>
    public static AddressMatchList None { get; } = new([new Element { Negated = true, Prefix = default(AddressPrefix) }]);

    /// <summary>The addresses of these networks.</summary>
    public static AddressMatchList Of(IEnumerable<AddressPrefix> prefixes) => new([.. prefixes.Select(prefix => new Element { Prefix = prefix })]);

    /// <summary>
    /// Compiles elements as named.conf writes them: <c>192.0.2.0/24</c>, <c>10/8</c>, <c>!10.0.0.1</c>, <c>key name</c>, <c>any</c>,
    /// <c>none</c>, <c>localhost</c>, <c>localnets</c>, the name of a list in <paramref name="acls"/>, <c>{ nested; }</c>.
    /// </summary>
    public static bool TryParse(IReadOnlyList<string> elements, AclTable acls, [NotNullWhen(true)] out AddressMatchList? list, [NotNullWhen(false)] out string? error)
    {
        list = null;
        var parser = new AddressMatchParser(acls);
        if (parser.Parse(elements) is not { } parsed)
        {
            error = parser.Error!;
            return false;
        }
        error = null;
        list = parsed is [{ Negated: false, List: { } only }] ? only : new AddressMatchList(parsed);
        return true;
    }

    /// <summary>Whether a peer, who signed with <paramref name="key"/> or not at all, is in the list.</summary>
    public bool Matches(in DnsPeer peer, DnsName? key) => ReferenceEquals(this, Any) || Matches(peer.Address, key);

    /// <summary>Whether an address, with a key or without, is in the list.</summary>
    public bool Matches(UInt128 address, DnsName? key)
    {
        foreach (var element in _elements)
        {
            if (element.Matches(address, key))
            {
                return !element.Negated;
            }
        }
        return false;
    }

    internal static AddressMatchList Nested(Element[] elements) => new(elements);

    /// <summary>One element: a prefix, a key, or a list within the list.</summary>
    internal sealed class Element
    {
        public bool Negated { get; init; }

        public AddressPrefix? Prefix { get; init; }

        public DnsName? Key { get; init; }

        public AddressMatchList? List { get; init; }

        // A negative match inside a nested list is no match here, as in BIND.
        public bool Matches(UInt128 address, DnsName? key) =>
            Prefix is { } prefix ? prefix.Contains(address) : Key is { } wanted ? key is not null && wanted.Equals(key) : List!.Matches(address, key);
    }
}
