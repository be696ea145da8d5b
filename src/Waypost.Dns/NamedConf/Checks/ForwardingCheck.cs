using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>forward, forwarders and dual-stack-servers.</summary>
internal static class ForwardingCheck
{
    /// <summary><paramref name="general"/> are the forwarders of view or options, for the root zone, which may not have its own then.</summary>
    public static bool Forward(ConfCheck check, ConfMap map, ConfValue? general)
    {
        var (forward, forwarders) = (map["forward"], map["forwarders"] as ConfTuple);
        if (forwarders is not null && general is not null)
        {
            return check.Error(forwarders, $"forwarders declared in root zone and in general configuration: {ConfCheck.Place(general)}");
        }
        return forward is null || forwarders is not null || check.Error(forward, "no matching 'forwarders' statement");
    }

    public static void DualStack(ConfCheck check, ConfMap map)
    {
        if (map["dual-stack-servers"] is not ConfTuple servers)
        {
            return;
        }
        Port(check, servers["port"]);
        foreach (var server in servers["addresses"].Items().OfType<ConfTuple>())
        {
            if (!NameCheck.IsName(server["name"].Text()))
            {
                check.Error(server["name"], $"bad name '{server["name"].Text()}'");
            }
            Port(check, server["port"]);
        }
    }

    private static void Port(ConfCheck check, ConfValue port)
    {
        if (port is ConfNumber { Value: > 65535 } number)
        {
            check.Error(number, $"port '{number.Value}' out of range");
        }
    }
}
