using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.DynamicDns;

/// <summary>Gives a host the addresses that its router reports. An address family that was not reported stays as it is.</summary>
internal sealed class HostUpdate(ZoneRepository zones, EnclosingZone enclosing, IOptions<DynamicDnsOptions> options)
{
    /// <summary>The return code for one host.</summary>
    public async Task<string> ApplyAsync(string host, IReadOnlyList<IPAddress> addresses, KeyAccess access, string actor, CancellationToken cancellationToken)
    {
        var name = RrsetNormalizer.NormalizeZoneName(host.Trim());
        if (name is null || name.Count(character => character == '.') < 2)
        {
            return "notfqdn";
        }

        if (enclosing.Find(name) is not { } zone)
        {
            return "nohost";
        }

        var writes = new List<RrsetWrite>(2);
        foreach (var family in addresses.GroupBy(address => address.AddressFamily))
        {
            var type = family.Key == AddressFamily.InterNetwork ? "A" : "AAAA";
            if (!access.Allows(new("records", AccessRequest.Write, null, zone.Origin.TrimEnd('.'), name, type)))
            {
                return "!yours";
            }

            var known = await zones.FindRrsetAsync(zone, name, type, cancellationToken);
            var rrset = RrsetNormalizer.Normalize(zone.Origin, name, type, known?.Value.Ttl ?? (uint)options.Value.NewTtl, [.. family.Select(address => address.ToString())]).Rrset!;
            if (known is null || !known.Value.Rdata.SequenceEqual(rrset.Rdata, StringComparer.Ordinal))
            {
                writes.Add(new(name, type, rrset, null, false));
            }
        }

        var text = string.Join(',', addresses);
        if (writes.Count == 0)
        {
            return "nochg " + text;
        }

        var result = await zones.ApplyAsync(zone, writes, actor, cancellationToken);
        return result.Status switch
        {
            WriteStatus.Created or WriteStatus.Updated => "good " + text,
            WriteStatus.Unchanged => "nochg " + text,
            // A host that is an alias (CNAME) has no addresses of its own.
            _ => "nohost",
        };
    }
}
