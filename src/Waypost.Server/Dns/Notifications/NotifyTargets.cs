using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Notifications;

/// <summary>Who is told of changes of a zone: its name servers but the one in the SOA, and also-notify (RFC 1996 section 3.1).</summary>
public sealed partial class NotifyTargets(ViewTable views, IOptions<DnsOptions> options, ILogger<NotifyTargets> logger)
{
    private const ushort AType = 1;
    private const ushort NsType = 2;
    private const ushort AaaaType = 28;
    private const int MaxNameServers = 50;

    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The addresses, each once, without this server's own.</summary>
    public async Task<IReadOnlyCollection<PrimaryAddress>> FindAsync(ZoneKey key, ServedZone zone, CancellationToken cancellationToken)
    {
        var settings = zone.Policy.Settings;
        var mode = settings.Notify?.ToLowerInvariant() ?? "yes";
        var targets = new Dictionary<IPEndPoint, PrimaryAddress>();
        if (mode == "no" || zone.Snapshot is not { } snapshot || (mode is "primary-only" or "master-only" && zone.Kind != ZoneKind.Primary))
        {
            return [];
        }
        var problems = new List<string>();
        foreach (var address in PrimaryLists.Resolve(settings.AlsoNotify ?? [], static _ => null, problems))
        {
            targets.TryAdd(address.EndPoint, address);
        }
        foreach (var problem in problems)
        {
            LogUnusable(key.Origin, key.View, problem);
        }
        if (mode != "explicit")
        {
            foreach (var address in await NameServersAsync(key, snapshot, cancellationToken))
            {
                targets.TryAdd(address.EndPoint, address);
            }
        }
        return [.. targets.Values.Where(target => !IsThisServer(target.EndPoint))];
    }

    private async Task<List<PrimaryAddress>> NameServersAsync(ZoneKey key, ZoneSnapshot snapshot, CancellationToken cancellationToken)
    {
        var found = new List<PrimaryAddress>();
        var mname = SoaFields.Read(snapshot.Soa)?.PrimaryName;
        foreach (var name in NameServers(snapshot).Where(name => !string.Equals(name.ToString(), mname, StringComparison.OrdinalIgnoreCase)))
        {
            IEnumerable<IPAddress> addresses = OwnAddresses(key.View, name) is { } own ? own : await ResolveAsync(name, cancellationToken);
            found.AddRange(addresses.Select(address => new PrimaryAddress(new IPEndPoint(address, PrimaryAddress.DefaultPort), null, null)));
        }
        return found;
    }

    private static List<DnsName> NameServers(ZoneSnapshot snapshot)
    {
        var names = new List<DnsName>();
        if (DnsName.TryParse(snapshot.Origin, DnsName.Root, out var origin, out _) && snapshot.FindRrset(origin.ToLowerWire(), NsType) is { } rrset)
        {
            foreach (var rdata in rrset)
            {
                if (names.Count < MaxNameServers && DnsName.FromWire(rdata) is { } name)
                {
                    names.Add(name);
                }
            }
        }
        return names;
    }

    // Null when this server has nothing to say about the name.
    private List<IPAddress>? OwnAddresses(string view, DnsName name)
    {
        if (views.Find(view)?.Zones is not { } zones)
        {
            return null;
        }
        var key = name.ToLowerWire();
        for (var above = name.ToString(); ; above = above[(above.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (zones.Find(above.Length == 0 ? "." : above) is { } zone)
            {
                var addresses = new List<IPAddress>();
                foreach (var type in (ReadOnlySpan<ushort>)[AType, AaaaType])
                {
                    if (zone.FindRrset(key, type) is { } rrset)
                    {
                        foreach (var rdata in rrset)
                        {
                            addresses.Add(new IPAddress(rdata));
                        }
                    }
                }
                return addresses.Count > 0 ? addresses : null;
            }
            if (above.Length == 0)
            {
                return null;
            }
        }
    }

    private async Task<IPAddress[]> ResolveAsync(DnsName name, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookupTimeout);
        try
        {
            return await System.Net.Dns.GetHostAddressesAsync(name.ToString().TrimEnd('.'), limit.Token);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnresolved(name.ToString());
            return [];
        }
    }

    private bool IsThisServer(IPEndPoint target) =>
        target.Port == options.Value.Port
        && (target.Address.ToString() == options.Value.Address
            || (options.Value.Address is "0.0.0.0" or "::" && NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(each => each.GetIPProperties().UnicastAddresses)
                .Any(unicast => unicast.Address.Equals(target.Address))));

    [LoggerMessage(1230, LogLevel.Warning, "Zone {Origin} (view {View}) cannot be announced as set: {Problem}")]
    private partial void LogUnusable(string origin, string view, string problem);

    [LoggerMessage(1231, LogLevel.Debug, "No address of the name server {Name} is known, and it is not told of changes")]
    private partial void LogUnresolved(string name);
}
