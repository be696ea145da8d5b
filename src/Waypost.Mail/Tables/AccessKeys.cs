using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>The keys under which an access entry is looked for, most specific first.</summary>
public static class AccessKeys
{
    /// <summary>The keys of an address: <c>user@domain</c> (then <c>user+*@</c>, then without the detail), <c>user@</c>, the domain, its parents.</summary>
    /// <param name="address">The address.</param>
    /// <param name="userAnywhere">Whether <c>user@</c> keys apply.</param>
    public static IEnumerable<string> OfAddress(EnvelopeAddress address, bool userAnywhere)
    {
        int plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        string user = plus > 0 ? address.LocalPart[..plus] : address.LocalPart;
        string[] users = plus > 0 ? [address.LocalPart, user + "+*", user] : [user];
        if (address.Domain.Length > 0)
        {
            foreach (string name in users)
            {
                yield return $"{name}@{address.Domain}";
            }
        }

        if (userAnywhere)
        {
            foreach (string name in users)
            {
                yield return name + "@";
            }
        }

        IEnumerable<string> domainKeys = DomainSyntax.TryReadAddressLiteral(address.Domain, out IPAddress? literal)
            ? OfClientAddress(literal!)
            : OfName(address.Domain);
        foreach (string key in domainKeys)
        {
            yield return key;
        }
    }

    /// <summary>A name, then the name without its leftmost label, and so on.</summary>
    public static IEnumerable<string> OfName(string name)
    {
        string rest = name.TrimEnd('.');
        while (rest.Length > 0)
        {
            yield return rest;
            int dot = rest.IndexOf('.', StringComparison.Ordinal);
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }
    }

    /// <summary>An address, then its octet (IPv4) or group (IPv6) prefixes; a CIDR block loses to the plain prefix of its length.</summary>
    /// <param name="client">The address.</param>
    /// <param name="blocks">The lengths of the CIDR blocks that there are; null for all.</param>
    public static IEnumerable<string> OfClientAddress(IPAddress client, IReadOnlySet<int>? blocks = null)
    {
        IPAddress address = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        bool v4 = address.AddressFamily == AddressFamily.InterNetwork;
        byte[] octets = address.GetAddressBytes();
        if (!v4)
        {
            yield return address.ToString();
            yield return "IPv6:" + address;
        }

        for (int length = octets.Length * 8; length > 0; length--)
        {
            if (v4 && length % 8 == 0)
            {
                yield return string.Join('.', octets.Take(length / 8));
            }
            else if (!v4 && length % 16 == 0)
            {
                string groups = Groups(octets, length / 16);
                yield return groups;
                yield return "IPv6:" + groups;
            }

            if (blocks is null || blocks.Contains(length))
            {
                yield return $"{new IPAddress(Masked(octets, length))}/{length.ToString(CultureInfo.InvariantCulture)}";
            }
        }
    }

    /// <summary>The network of a CIDR block with its host bits cleared, as it is looked up, or null when it is none.</summary>
    public static string? CanonicalBlock(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            return null;
        }

        byte[] octets = address.GetAddressBytes();
        return length < 1 || length > octets.Length * 8
            ? null
            : $"{new IPAddress(Masked(octets, length))}/{length.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Groups(byte[] octets, int count) =>
        string.Join(':', Enumerable.Range(0, count).Select(i => ((octets[i * 2] << 8) | octets[(i * 2) + 1]).ToString("x", CultureInfo.InvariantCulture)));

    private static byte[] Masked(byte[] octets, int length)
    {
        byte[] masked = (byte[])octets.Clone();
        for (int i = 0; i < masked.Length; i++)
        {
            int bits = Math.Clamp(length - (i * 8), 0, 8);
            masked[i] &= (byte)(0xff << (8 - bits));
        }

        return masked;
    }
}
