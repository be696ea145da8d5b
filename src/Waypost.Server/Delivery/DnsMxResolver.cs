using System.Globalization;
using System.Net;
using DnsClient;
using DnsClient.Protocol;
using Waypost.Mail.Addresses;
using Waypost.Mail.Routing;

namespace Waypost.Server.Delivery;

/// <summary>Finds mail exchangers in DNS (RFC 5321 section 5.1, RFC 7505 for the null MX).</summary>
internal sealed class DnsMxResolver(MailDnsLookup lookup) : IMxResolver
{
    private const int MaxHosts = 20;
    private static readonly IdnMapping Idn = new();

    public async Task<MxAnswer> ResolveAsync(string domain, CancellationToken cancellationToken)
    {
        if (DomainSyntax.TryReadAddressLiteral(domain, out IPAddress? literal))
        {
            return new MxAnswer(MxStatus.Found, [new MxHost(domain, 0, [literal!])], null);
        }

        try
        {
            string ascii = Idn.GetAscii(domain) + ".";
            IDnsQueryResponse answer = await lookup.Client.QueryAsync(ascii, QueryType.MX, QueryClass.IN, cancellationToken);
            if (answer.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain)
            {
                return new MxAnswer(MxStatus.NoSuchDomain, [], $"domain {domain} does not exist");
            }

            if (answer.HasError)
            {
                return Temporary($"MX lookup of {domain}: {answer.ErrorMessage}");
            }

            MxRecord[] records = [.. answer.Answers.MxRecords().OrderBy(record => record.Preference).Take(MaxHosts)];
            if (records is [{ Exchange.Value: "." }])
            {
                return new MxAnswer(MxStatus.NullMx, [], $"domain {domain} accepts no mail");
            }

            // Without an MX the domain itself is the host.
            (string Name, int Preference)[] names = records.Length == 0 ? [(ascii, 0)] : [.. records.Select(record => (record.Exchange.Value, (int)record.Preference))];
            return await FindAddressesAsync(domain, names, cancellationToken);
        }
        catch (ArgumentException)
        {
            return new MxAnswer(MxStatus.NoSuchDomain, [], $"{domain} is not a domain name");
        }
        catch (DnsResponseException e)
        {
            return Temporary($"MX lookup of {domain}: {e.Message}");
        }
    }

    public async Task<MxAnswer> ResolveHostAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address) || DomainSyntax.TryReadAddressLiteral($"[{host}]", out address))
        {
            return new MxAnswer(MxStatus.Found, [new MxHost($"[{host}]", 0, [address!])], null);
        }

        try
        {
            return await FindAddressesAsync(host, [(Idn.GetAscii(host) + ".", 0)], cancellationToken);
        }
        catch (ArgumentException)
        {
            return new MxAnswer(MxStatus.NoSuchDomain, [], $"{host} is not a host name");
        }
    }

    private async Task<MxAnswer> FindAddressesAsync(string domain, (string Name, int Preference)[] names, CancellationToken cancellationToken)
    {
        var hosts = new List<MxHost>();
        string? temporary = null;
        foreach ((string name, int preference) in names)
        {
            var addresses = new List<IPAddress>();
            foreach (QueryType type in (QueryType[])[QueryType.A, QueryType.AAAA])
            {
                try
                {
                    IDnsQueryResponse answer = await lookup.Client.QueryAsync(name, type, QueryClass.IN, cancellationToken);
                    addresses.AddRange(answer.Answers.AddressRecords().Select(record => record.Address));
                    bool failed = answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain;
                    temporary = failed ? $"address lookup of {name}: {answer.ErrorMessage}" : temporary;
                }
                catch (DnsResponseException e)
                {
                    temporary = $"address lookup of {name}: {e.Message}";
                }
            }

            if (addresses.Count > 0)
            {
                hosts.Add(new MxHost(name.TrimEnd('.'), preference, addresses));
            }
        }

        return hosts.Count > 0 ? new MxAnswer(MxStatus.Found, hosts, null)
            : temporary is not null ? Temporary(temporary)
            : new MxAnswer(MxStatus.NoSuchDomain, [], $"no host for domain {domain} has an address");
    }

    private static MxAnswer Temporary(string reason) => new(MxStatus.TemporaryFailure, [], reason);
}
