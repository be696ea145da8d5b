using Waypost.Dns.Names;

namespace Waypost.Dns.ZoneFiles;

/// <summary>What names may be hosts and mailboxes (RFC 952, RFC 1123 section 2.1, RFC 1035 section 8), on wire form.</summary>
internal static class HostNames
{
    /// <summary>Whether every label is letters, digits and inner hyphens; a first label <c>*</c> is let pass with <paramref name="wildcard"/>.</summary>
    public static bool IsHost(ReadOnlySpan<byte> name, bool wildcard)
    {
        var position = wildcard && name is [1, (byte)'*', ..] ? 2 : 0;
        for (; name[position] != 0; position += name[position] + 1)
        {
            var label = name.Slice(position + 1, name[position]);
            if (!IsBorder(label[0]) || !IsBorder(label[^1]))
            {
                return false;
            }
            foreach (var b in label)
            {
                if (!IsBorder(b) && b != '-')
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>Whether the name is a mailbox: a first label of printable characters, then a host; the root is none at all.</summary>
    public static bool IsMailbox(ReadOnlySpan<byte> name)
    {
        if (name[0] == 0)
        {
            return true;
        }
        foreach (var b in name.Slice(1, name[0]))
        {
            if (b is <= 0x20 or >= 0x7f)
            {
                return false;
            }
        }
        var rest = name[(name[0] + 1)..];
        return IsHost(rest, wildcard: false);
    }

    /// <summary>Whether a label that is not the first is <c>*</c> (RFC 4592 section 4.2).</summary>
    public static bool HasInnerWildcard(ReadOnlySpan<byte> name)
    {
        if (name[0] == 0)
        {
            return false;
        }
        for (var position = name[0] + 1; name[position] != 0; position += name[position] + 1)
        {
            if (name[position] == 1 && name[position + 1] == '*')
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the name is one of reverse lookup, whose PTR records name hosts.</summary>
    public static bool IsReverse(DnsName owner) =>
        Array.Exists(ReverseTrees, owner.IsAtOrBelow);

    private static readonly DnsName[] ReverseTrees = [Parse("in-addr.arpa"), Parse("ip6.arpa"), Parse("ip6.int")];

    private static DnsName Parse(string name) => DnsName.TryParse(name, DnsName.Root, out var parsed, out _) ? parsed : DnsName.Root;

    private static bool IsBorder(byte b) => (uint)((b | 0x20) - 'a') <= 25 || (uint)(b - '0') <= 9;
}
