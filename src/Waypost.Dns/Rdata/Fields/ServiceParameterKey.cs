using System.Globalization;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The names of service parameter keys (RFC 9460 section 14.3.2, RFC 9461, RFC 9540).</summary>
internal static class ServiceParameterKey
{
    public const ushort Mandatory = 0;
    public const ushort Alpn = 1;
    public const ushort NoDefaultAlpn = 2;
    public const ushort Port = 3;
    public const ushort Ipv4Hint = 4;
    public const ushort Ech = 5;
    public const ushort Ipv6Hint = 6;
    public const ushort DohPath = 7;
    public const ushort Ohttp = 8;

    /// <summary>Reserved for invalid key (RFC 9460 section 14.3.2).</summary>
    private const ushort Invalid = ushort.MaxValue;

    private static readonly string[] Names = ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"];

    /// <summary>The key of a name or of <c>keyNNNNN</c>, without leading zeros (RFC 9460 section 2.1).</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out ushort key)
    {
        for (key = 0; key < Names.Length; key++)
        {
            if (name.SequenceEqual(Names[key]))
            {
                return true;
            }
        }
        return name.StartsWith("key") && name.Length > 3 && (name[3] != '0' || name.Length == 4)
            && ushort.TryParse(name[3..], NumberStyles.None, CultureInfo.InvariantCulture, out key) && key != Invalid;
    }

    /// <summary>The name of a key.</summary>
    public static string Format(ushort key) => key < Names.Length ? Names[key] : "key" + key.ToString(CultureInfo.InvariantCulture);
}
