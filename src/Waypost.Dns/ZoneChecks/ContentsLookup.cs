using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>What looking up a name and type inside a zone comes to (RFC 1034 section 4.3.2).</summary>
internal enum LookupResult
{
    /// <summary>There are such records.</summary>
    Found,

    /// <summary>The name is at or below a zone cut.</summary>
    Delegation,

    /// <summary>The name is an alias.</summary>
    Alias,

    /// <summary>The name is below a DNAME.</summary>
    BelowDname,

    /// <summary>There are no such records.</summary>
    Missing,
}

/// <summary>Looks names up in a zone's contents as a server would.</summary>
internal sealed class ContentsLookup(ZoneContents contents, DnsName origin)
{
    public const ushort A = 1;
    public const ushort Ns = 2;
    public const ushort Cname = 5;
    public const ushort Soa = 6;
    public const ushort Mx = 15;
    public const ushort Txt = 16;
    public const ushort Aaaa = 28;
    public const ushort Srv = 33;
    public const ushort Dname = 39;
    public const ushort Spf = 99;

    private NameIndex? _emptyNonTerminals;

    public ZoneContents Contents => contents;

    public DnsName Origin => origin;

    public bool IsInside(ReadOnlySpan<byte> name) => WireName.IsAtOrBelow(name, origin.Wire);

    /// <summary>Whether a zone cut or a DNAME above the name hides what is there.</summary>
    public bool IsOccluded(ReadOnlySpan<byte> name)
    {
        var current = name;
        while (current.Length > origin.Wire.Length)
        {
            current = current[(current[0] + 1)..];
            var above = contents.FindName(current);
            if (contents.Has(above, Dname) || (current.Length > origin.Wire.Length && contents.Has(above, Ns)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Looks a name inside the zone up; <paramref name="where"/> is the cut or the DNAME when it comes to one.</summary>
    public LookupResult Find(ReadOnlySpan<byte> name, ushort type, out int where)
    {
        where = -1;
        if (FindTop(name, ref where) is { } top)
        {
            return top;
        }
        var exact = contents.FindName(name);
        return exact >= 0 ? At(exact, type)
            : IsEmptyNonTerminal(name) || FindWildcard(name) is not (>= 0 and var wildcard) ? LookupResult.Missing
            : At(wildcard, type);
    }

    /// <summary>Whether an address stands at the name itself, be it above or below a cut.</summary>
    public bool HasAddress(ReadOnlySpan<byte> name)
    {
        var found = contents.FindName(name);
        return contents.Has(found, A) || contents.Has(found, Aaaa);
    }

    private LookupResult At(int name, ushort type) =>
        contents.Has(name, type) ? LookupResult.Found : contents.Has(name, Cname) ? LookupResult.Alias : LookupResult.Missing;

    // The topmost cut or DNAME decides; it is found last on the way up.
    private LookupResult? FindTop(ReadOnlySpan<byte> name, ref int where)
    {
        LookupResult? result = null;
        var current = name;
        for (var itself = true; ; itself = false)
        {
            var found = contents.FindName(current);
            var atApex = current.Length == origin.Wire.Length;
            if (!itself && contents.Has(found, Dname))
            {
                (result, where) = (LookupResult.BelowDname, found);
            }
            if (!atApex && contents.Has(found, Ns))
            {
                (result, where) = (LookupResult.Delegation, found);
            }
            if (atApex)
            {
                return result;
            }
            current = current[(current[0] + 1)..];
        }
    }

    // RFC 4592 section 3.3.1: the wildcard below the closest encloser.
    private int FindWildcard(ReadOnlySpan<byte> name)
    {
        Span<byte> wildcard = stackalloc byte[WireName.MaxLength + 2];
        (wildcard[0], wildcard[1]) = (1, (byte)'*');
        var encloser = name;
        do
        {
            encloser = encloser[(encloser[0] + 1)..];
            encloser.CopyTo(wildcard[2..]);
            var found = contents.FindName(wildcard[..(encloser.Length + 2)]);
            if (found >= 0 || contents.FindName(encloser) >= 0 || IsEmptyNonTerminal(encloser))
            {
                return found;
            }
        }
        while (encloser.Length > origin.Wire.Length);
        return -1;
    }

    private bool IsEmptyNonTerminal(ReadOnlySpan<byte> name) => (_emptyNonTerminals ??= FindEmptyNonTerminals()).Find(name) >= 0;

    private NameIndex FindEmptyNonTerminals()
    {
        var index = new NameIndex(new ByteArena());
        for (var name = 0; name < contents.NameCount; name++)
        {
            var current = contents.Name(name);
            while (current.Length > origin.Wire.Length)
            {
                current = current[(current[0] + 1)..];
                if (current.Length <= origin.Wire.Length || contents.FindName(current) >= 0 || index.Find(current) >= 0)
                {
                    break;
                }
                index.Add(current);
            }
        }
        return index;
    }
}
