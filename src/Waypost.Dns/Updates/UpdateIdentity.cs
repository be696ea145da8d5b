using System.Globalization;
using System.Text;
using Waypost.Dns.Names;

namespace Waypost.Dns.Updates;

/// <summary>Who sends an update, as the rules of <c>update-policy</c> see it.</summary>
/// <param name="Key">The name of the key that signed it, or null.</param>
/// <param name="Address">The client's address; IPv4 as ::ffff:a.b.c.d.</param>
/// <param name="IsTcp">Whether the address is sure, because there was a handshake.</param>
public sealed record UpdateIdentity(DnsName? Key, UInt128 Address, bool IsTcp)
{
    private const string SixToFourSuffix = "2.0.0.2.ip6.arpa.";
    private static readonly UInt128 V4Prefix = new(0, 0xFFFF_0000_0000);

    /// <summary>Whether the client is on this host.</summary>
    public bool IsLocal => Address == UInt128.One || (IsV4 && ((uint)Address >> 24) == 127);

    /// <summary>The address in in-addr.arpa or ip6.arpa; null unless by TCP.</summary>
    public DnsName? ReverseName => !IsTcp ? null : Parse(IsV4 ? ReverseV4((uint)Address) : Nibbles(Address, 32) + "ip6.arpa.");

    /// <summary>The /48 of 6to4 that belongs to the address (RFC 3056), as BIND's 6to4-self has it; null unless by TCP.</summary>
    public DnsName? SixToFourName =>
        !IsTcp ? null
        : IsV4 ? Parse(Nibbles((uint)Address, 8) + SixToFourSuffix)
        : (ushort)(Address >> 112) == 0x2002 ? Parse(Nibbles(Address >> 80, 12) + "ip6.arpa.")
        : null;

    private bool IsV4 => (Address >> 32) == (V4Prefix >> 32);

    private static string ReverseV4(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address & 255}.{(address >> 8) & 255}.{(address >> 16) & 255}.{address >> 24}.in-addr.arpa.");

    private static string Nibbles(UInt128 value, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(((int)(value & 15)).ToString("x", CultureInfo.InvariantCulture)).Append('.');
            value >>= 4;
        }
        return text.ToString();
    }

    private static DnsName? Parse(string text) => DnsName.TryParse(text, DnsName.Root, out var name, out _) ? name : null;
}
