using System.Net.Sockets;
using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Forwarding of a zone, and the servers of a static-stub zone.</summary>
internal static class ZoneForwardingCheck
{
    public static void Check(ZoneCheck zone)
    {
        var check = zone.Scope.Check;
        var general = zone.Name is { IsRoot: true } ? zone.Scope.Inherited("forwarders") : null;
        ForwardingCheck.Forward(check, zone.Map, zone.Kind == ZoneKinds.Forward || general is null ? general : null);
        if (zone.Kind == ZoneKinds.StaticStub)
        {
            StaticStub(check, zone);
        }
    }

    private static void StaticStub(ConfCheck check, ZoneCheck zone)
    {
        foreach (var address in zone.Map["server-addresses"].Items().Cast<ConfAddress>())
        {
            if (address.Address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 })
            {
                check.Error(address, "scoped address is not allowed for static stub server-addresses");
            }
        }
        foreach (var server in zone.Map["server-names"].Items())
        {
            if (!NameCheck.TryName(server.Text(), out var name))
            {
                check.Error(zone.Statement, $"server-name '{server.Text()}' is not a valid name");
            }
            else if (zone.Name is not null && name.IsAtOrBelow(zone.Name))
            {
                check.Error(zone.Statement, $"server-name '{server.Text()}' must not be a subdomain of zone name '{zone.Text}'");
            }
        }
    }
}
