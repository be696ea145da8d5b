using System.Net;
using DnsClient;
using DnsClient.Protocol;
using Waypost.Server.Connections;

namespace Waypost.Server.Delivery;

/// <summary>Looks client names up in DNS, reverse then forward.</summary>
internal sealed class DnsClientNameResolver(MailDnsLookup lookup) : IClientNameResolver
{
    private const int MaxNames = 5;

    public async Task<string?> FindAsync(IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            IDnsQueryResponse reverse = await lookup.Client.QueryReverseAsync(address, cancellationToken);
            QueryType type = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? QueryType.A : QueryType.AAAA;
            foreach (PtrRecord pointer in reverse.Answers.PtrRecords().Take(MaxNames))
            {
                string name = pointer.PtrDomainName.Value;
                IDnsQueryResponse forward = await lookup.Client.QueryAsync(name, type, QueryClass.IN, cancellationToken);
                if (forward.Answers.AddressRecords().Any(record => record.Address.Equals(address)))
                {
                    return name.TrimEnd('.').ToLowerInvariant();
                }
            }
        }
        catch (DnsResponseException)
        {
            // No name is an answer too.
        }

        return null;
    }
}
