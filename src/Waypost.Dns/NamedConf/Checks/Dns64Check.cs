using System.Net.Sockets;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>dns64 (RFC 6052 section 2.2): prefixes and suffixes.</summary>
internal static class Dns64Check
{
    private static readonly string[] Acls = ["clients", "exclude", "mapped"];

    public static void Check(ConfCheck check, ConfMap options)
    {
        foreach (var dns64 in options.Maps("dns64"))
        {
            var prefix = (ConfPrefix)dns64.Id!;
            var what = $"dns64 prefix {prefix.Address}/{prefix.Length}";
            if (prefix.Address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                check.Error(prefix, $"{what} must be IPv6");
                continue;
            }
            if (prefix.Address.GetAddressBytes()[8] != 0)
            {
                check.Error(prefix, $"{what} bits [64..71] must be zero");
                continue;
            }
            if (prefix.Length is not (32 or 40 or 48 or 56 or 64 or 96))
            {
                check.Error(prefix, $"{what} length is not 32/40/48/56/64/96");
                continue;
            }
            foreach (var acl in Acls)
            {
                check.Acls.Check(dns64[acl]);
            }
            if (dns64["suffix"] is ConfAddress suffix)
            {
                var octets = (prefix.Length / 8) + 4 + (prefix.Length <= 64 ? 1 : 0);
                if (suffix.Address.GetAddressBytes().AsSpan(0, Math.Min(octets, 16)).ContainsAnyExcept((byte)0))
                {
                    check.Error(suffix, $"bad suffix '{suffix.Address}' leading {octets} octets not zeros");
                }
            }
        }
    }
}
