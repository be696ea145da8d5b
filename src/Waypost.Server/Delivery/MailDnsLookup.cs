using System.Net;
using DnsClient;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Delivery;

/// <summary>The DNS client of the mail side: the configured name server, or the system's.</summary>
public sealed class MailDnsLookup(IOptions<DeliveryOptions> options)
{
    private readonly Lazy<ILookupClient> _client = new(() => Create(options.Value));

    internal ILookupClient Client => _client.Value;

    private static LookupClient Create(DeliveryOptions options)
    {
        LookupClientOptions lookup = string.IsNullOrEmpty(options.DnsServer)
            ? new LookupClientOptions()
            : IPEndPoint.TryParse(options.DnsServer, out IPEndPoint? server)
                ? new LookupClientOptions(server.Port == 0 ? new IPEndPoint(server.Address, 53) : server)
                : throw new OptionsValidationException("Delivery", typeof(DeliveryOptions), ["Delivery:DnsServer is not 'address:port'."]);
        lookup.Timeout = options.DnsTimeout;
        lookup.Retries = 1;
        lookup.UseCache = true;
        lookup.ThrowDnsErrors = false;
        return new LookupClient(lookup);
    }
}
