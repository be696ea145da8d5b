using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>An address to listen on, and the interface that has it.</summary>
public sealed record TrialAddress(string Interface, IPEndPoint EndPoint)
{
    /// <summary>As BIND writes it: <c>127.0.0.1#53</c>.</summary>
    public string Text => $"{EndPoint.Address}#{EndPoint.Port}";

    public string Family => EndPoint.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
}

/// <summary>Which of the machine's addresses listen-on and listen-on-v6 mean.</summary>
public static class TrialAddresses
{
    private const int DefaultPort = 53;

    public static IReadOnlyList<TrialAddress> Of(TrialConfiguration configuration, TrialOptions options, BindLog log)
    {
        var port = options.Port ?? configuration.Number("port") ?? DefaultPort;
        var wanted = new List<TrialAddress>();
        var local = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses.Select(unicast => (each.Name, unicast.Address)))
            .ToList();
        foreach (var (family, clause, used) in new[]
        {
            (AddressFamily.InterNetwork, "listen-on", options.UseIPv4),
            (AddressFamily.InterNetworkV6, "listen-on-v6", options.UseIPv6),
        })
        {
            if (!used)
            {
                continue;
            }
            foreach (var (list, listPort) in Lists(configuration, clause, port, log))
            {
                wanted.AddRange(local
                    .Where(each => each.Address.AddressFamily == family && list.Matches(DnsPeer.ToBits(Plain(each.Address)), null))
                    .Select(each => new TrialAddress(each.Name, new IPEndPoint(each.Address, listPort))));
            }
        }
        return [.. wanted.DistinctBy(address => address.EndPoint)];
    }

    private static IEnumerable<(AddressMatchList List, int Port)> Lists(TrialConfiguration configuration, string clause, int port, BindLog log)
    {
        var stated = configuration.Config.Options?.All(clause) ?? [];
        if (stated.Count == 0)
        {
            yield return (AddressMatchList.Any, port);
        }
        foreach (var listener in stated.Cast<ConfTuple>())
        {
            var how = (ConfTuple)listener["tuple"];
            if (how["tls"] is ConfText { Text: not "none" } || how["http"] is ConfText)
            {
                log.Warning("network", $"{clause} with tls or http is not served in the trial mode");
                continue;
            }
            if (TrialConfiguration.Compile(listener["acl"], configuration.Acls, log) is { } list)
            {
                yield return (list, how["port"] is ConfNumber number ? (int)number.Value : port);
            }
        }
    }

    private static IPAddress Plain(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
}
