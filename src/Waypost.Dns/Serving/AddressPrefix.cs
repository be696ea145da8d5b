using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Dns.Serving;

/// <summary>A network: the leading bits of an address in the form of <see cref="DnsPeer.Address"/>.</summary>
/// <param name="Bits">The network's address, host bits 0.</param>
/// <param name="Length">How many leading bits count, 0 to 128; an IPv4 prefix of n bits has 96 + n.</param>
public readonly record struct AddressPrefix(UInt128 Bits, int Length)
{
    private const int MappedLength = 96;

    /// <summary>The addresses of this one host, or of the network around it.</summary>
    public static AddressPrefix Of(IPAddress address, int length)
    {
        var full = address.AddressFamily == AddressFamily.InterNetwork ? MappedLength + length : length;
        return new AddressPrefix(DnsPeer.ToBits(address) & Mask(full), full);
    }

    /// <summary>Whether an address is in the network.</summary>
    public bool Contains(UInt128 address) => ((address ^ Bits) & Mask(Length)) == UInt128.Zero;

    /// <summary>
    /// Reads <c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>10/8</c> (BIND's short form) or an IPv6 address or prefix. Host bits must be 0,
    /// as BIND has it.
    /// </summary>
    public static bool TryParse(string text, out AddressPrefix prefix, out string? error)
    {
        prefix = default;
        error = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text : text[..slash];
        if (TryParseAddress(host, shortForm: slash >= 0) is not { } address)
        {
            error = $"'{text}' is not an address or prefix";
            return false;
        }
        var most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
        {
            error = $"'{text}': the prefix length must be 0 to {most}";
            return false;
        }
        prefix = Of(address, length);
        if (prefix.Bits != DnsPeer.ToBits(address))
        {
            error = $"'{text}': address/prefix length mismatch";
            return false;
        }
        return true;
    }

    private static UInt128 Mask(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);

    // IPAddress takes '10' as 0.0.0.10 and 0x0a as a number: only whole dotted decimals are addresses here.
    private static IPAddress? TryParseAddress(string host, bool shortForm)
    {
        if (host.Contains(':', StringComparison.Ordinal))
        {
            return host.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(host, out var six) ? null : six;
        }
        var octets = host.Split('.');
        if (octets.Length > 4 || (octets.Length < 4 && !shortForm))
        {
            return null;
        }
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i].Length > 3 || !byte.TryParse(octets[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }
        return new IPAddress(bytes);
    }
}
