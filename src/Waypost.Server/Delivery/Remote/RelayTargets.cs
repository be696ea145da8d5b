using System.Globalization;
using Microsoft.Extensions.Options;
using Waypost.Mail.Addresses;
using Waypost.Mail.Routing;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Finds the servers that mail for an address goes to (RFC 5321 section 5.1, RFC 7505).</summary>
public sealed class RelayTargets(IMxResolver resolver, RelayRoutes routes, IOptions<SmtpOptions> smtp)
{
    private static readonly IdnMapping Idn = new();

    internal async Task<(RelayTarget? Target, DeliveryResult? Failure)> FindAsync(EnvelopeAddress address, CancellationToken cancellationToken)
    {
        RelayRoute route = routes.Find(address.Domain);
        MxAnswer answer = route.UseMx ? await resolver.ResolveAsync(route.Host, cancellationToken) : await resolver.ResolveHostAsync(route.Host, cancellationToken);
        switch (answer.Status)
        {
            case MxStatus.NullMx:
                return (null, DeliveryResult.Permanent("5.1.10", answer.Reason ?? "the domain accepts no mail"));
            case MxStatus.NoSuchDomain:
                return (null, DeliveryResult.Permanent("5.1.2", answer.Reason ?? "no such domain"));
            case MxStatus.TemporaryFailure:
                return (null, DeliveryResult.Transient("4.4.3", answer.Reason ?? "the name server does not answer"));
            default:
                break;
        }

        IReadOnlyList<MxHost> hosts = route.UseMx ? MxSelection.Order(answer.Hosts, smtp.Value.HostName) : answer.Hosts;
        return hosts.Count == 0
            ? (null, DeliveryResult.Permanent("5.4.6", $"mail for {address.Domain} loops back to this server: the best mail exchanger is this server, which does not know the domain"))
            : (new RelayTarget(route, hosts), null);
    }

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
