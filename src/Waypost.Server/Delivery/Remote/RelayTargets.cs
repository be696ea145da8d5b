using System.Globalization;
using Microsoft.Extensions.Options;
using Waypost.Mail.Addresses;
using Waypost.Mail.Routing;
using Waypost.Mail.Tables;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Finds the servers that mail for an address goes to (RFC 5321 section 5.1, RFC 7505).</summary>
public sealed class RelayTargets(IMxResolver resolver, RelayRoutes routes, IOptions<DeliveryOptions> delivery, IOptions<SmtpOptions> smtp)
{
    private const int RanksOfHost = 1 << 17; // A preference has 16 bits.
    private static readonly IdnMapping Idn = new();

    internal async Task<(RelayTarget? Target, DeliveryResult? Failure)> FindAsync(EnvelopeAddress address, CancellationToken cancellationToken)
    {
        RelayRoute route = routes.Find(address.Domain);
        if (route.Reply is { } reply)
        {
            return (null, DeliveryResult.OfReply(int.TryParse(reply.AsSpan(0, 3), out int code) ? code : 550, reply[4..], null));
        }

        List<RelayServer> servers = [];
        DeliveryResult? failure = null;
        for (int index = 0; index < route.Hosts.Length; index++)
        {
            MailerHost host = route.Hosts[index];
            MxAnswer answer = host.LookUpMx ? await resolver.ResolveAsync(host.Name, cancellationToken) : await resolver.ResolveHostAsync(host.Name, cancellationToken);
            if (answer.Status != MxStatus.Found)
            {
                failure = OfAnswer(answer);
                continue;
            }

            IReadOnlyList<MxHost> hosts = host.LookUpMx ? MxSelection.Order(answer.Hosts, smtp.Value.HostName) : answer.Hosts;
            if (hosts.Count == 0)
            {
                failure = DeliveryResult.Permanent("5.4.6", $"mail for {address.Domain} loops back to this server: the best mail exchanger is this server, which does not know the domain");
            }

            int rank = (index * RanksOfHost) + 1;
            servers.AddRange(hosts.Select(found => new RelayServer(found.Name, found.Addresses, host.Port ?? delivery.Value.RemotePort, rank + found.Preference)));
        }

        return servers.Count > 0 ? (new RelayTarget(route, servers), null) : (null, failure ?? DeliveryResult.Permanent("5.1.2", "there is no route"));
    }

    private static DeliveryResult OfAnswer(MxAnswer answer) => answer.Status switch
    {
        MxStatus.NullMx => DeliveryResult.Permanent("5.1.10", answer.Reason ?? "the domain accepts no mail"),
        MxStatus.NoSuchDomain => DeliveryResult.Permanent("5.1.2", answer.Reason ?? "no such domain"),
        _ => DeliveryResult.Transient("4.4.3", answer.Reason ?? "the name server does not answer"),
    };

    /// <summary>An address as older servers take it, where only the domain is beyond ASCII (RFC 6531 section 3.2).</summary>
    internal static EnvelopeAddress WithAsciiDomain(EnvelopeAddress address)
    {
        if (!address.NeedsUtf8 || !System.Text.Ascii.IsValid(address.LocalPart))
        {
            return address;
        }

        try
        {
            return address with { Domain = Idn.GetAscii(address.Domain) };
        }
        catch (ArgumentException)
        {
            return address;
        }
    }
}
