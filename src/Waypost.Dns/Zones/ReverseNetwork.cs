using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Dns.Zones;

/// <summary>
/// The zone of a network's reverse names: <c>in-addr.arpa</c> (RFC 1035 section 3.5) on a byte's boundary, classless below one
/// (RFC 2317), <c>ip6.arpa</c> (RFC 3596 section 2.5) on a digit's boundary.
/// </summary>
public static class ReverseNetwork
{
    private const string Ipv4Tree = "in-addr.arpa.";
    private const string Ipv6Tree = "ip6.arpa.";

    /// <summary>The zone's name of <c>192.0.2.0/24</c>, <c>192.0.2.128/26</c> or <c>2001:db8::/32</c>.</summary>
    public static bool TryGetOrigin(string network, [NotNullWhen(true)] out string? origin, [NotNullWhen(false)] out string? error)
    {
        origin = null;
        var slash = network.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || network.AsSpan(0, slash).IndexOfAny('%', '[') >= 0 || !IPAddress.TryParse(network.AsSpan(0, slash), out var address)
            || (address.AddressFamily == AddressFamily.InterNetwork && network.AsSpan(0, slash).Count('.') != 3)
            || !int.TryParse(network.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            error = $"'{network}' is not a network such as 192.0.2.0/24 or 2001:db8::/32";
            return false;
        }
        var bytes = address.GetAddressBytes();
        error = length > bytes.Length * 8 ? $"the prefix of '{network}' is longer than the address"
            : HasHostBits(bytes, length) ? $"the address of '{network}' has bits behind its prefix; the network is {Masked(bytes, length)}/{length}"
            : bytes.Length == 4 && length < 24 && length % 8 != 0 ? $"a reverse zone of IPv4 begins at a byte: /8, /16, /24 or longer; create the /{(length / 8 * 8) + 8} zones inside of '{network}' one by one"
            : bytes.Length == 16 && length % 4 != 0 ? $"a reverse zone of IPv6 begins at a digit, so its prefix is a multiple of 4; create the /{(length / 4 * 4) + 4} zones inside of '{network}' one by one"
            : null;
        if (error is not null)
        {
            return false;
        }
        origin = bytes.Length == 16 ? Ipv6Name(bytes, length / 4)
            : length is <= 24 or 32 ? Ipv4Name(bytes, length / 8)
            : $"{bytes[3]}/{length}.{Ipv4Name(bytes, 3)}";
        return true;
    }

    /// <summary>The owner of an address's PTR record.</summary>
    public static string PtrOwner(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? Ipv4Name(bytes, 4) : Ipv6Name(bytes, 32);
    }

    /// <summary>
    /// The zones that may hold an address's PTR record, with its owner there, the most specific first: classless zones named by
    /// prefix (<c>128/26</c>) or by range (<c>128-191</c>), then those on the way up the tree.
    /// </summary>
    public static IEnumerable<(string Origin, string Owner)> Candidates(IPAddress address)
    {
        var owner = PtrOwner(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            var (bytes, parent) = (address.GetAddressBytes(), owner[(owner.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            for (var length = 32; length > 24; length--)
            {
                var first = bytes[3] & (0xff << (32 - length));
                foreach (var label in (string[])[$"{first}/{length}", $"{first}-{first + (1 << (32 - length)) - 1}"])
                {
                    yield return ($"{label}.{parent}", $"{bytes[3]}.{label}.{parent}");
                }
            }
        }
        for (var origin = owner; origin.Length > Ipv6Tree.Length - 1 && origin != "arpa."; origin = origin[(origin.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            yield return (origin, owner);
        }
    }

    private static string Ipv4Name(byte[] bytes, int count) =>
        string.Concat(bytes.Take(count).Reverse().Select(b => b.ToString(CultureInfo.InvariantCulture) + ".")) + Ipv4Tree;

    private static string Ipv6Name(byte[] bytes, int digits) =>
        string.Concat(Convert.ToHexStringLower(bytes).Take(digits).Reverse().Select(digit => digit + ".")) + Ipv6Tree;

    private static bool HasHostBits(byte[] bytes, int length) => !Masked(bytes, length).GetAddressBytes().AsSpan().SequenceEqual(bytes);

    private static IPAddress Masked(byte[] bytes, int length)
    {
        var masked = bytes.ToArray();
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] &= (byte)(0xff << Math.Clamp(((i + 1) * 8) - length, 0, 8));
        }
        return new IPAddress(masked);
    }
}
