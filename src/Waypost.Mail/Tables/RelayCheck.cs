using System.Net;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Whether mail that is not for here may go through here.</summary>
internal static class RelayCheck
{
    public static bool MayRelay(MailTables tables, AccessQuery query, EnvelopeAddress recipient, AccessSearch search)
    {
        if (query.Authenticated || query.RelayClient)
        {
            return true;
        }

        if (!tables.IsLocalDomain(recipient.Domain) && search.Find("To:", DomainKeys(recipient.Domain, search)).Action == AccessAction.Relay)
        {
            return true;
        }

        if (IPAddress.TryParse(query.ClientAddress, out IPAddress? address)
            && search.Find("Connect:", search.AddressKeys(address)).Action == AccessAction.Relay)
        {
            return true;
        }

        return query is { ClientName: not null, Lookup: ClientLookup.Ok }
            && search.Find("Connect:", AccessKeys.OfName(query.ClientName)).Action == AccessAction.Relay;
    }

    /// <summary>The reply to who may not; a client whose name servers are silent may be one that may, so it shall come again.</summary>
    public static string Refusal(AccessQuery query) => query.Lookup switch
    {
        ClientLookup.Temporary => $"450 4.4.0 Relaying temporarily denied. Cannot resolve PTR record for {query.ClientAddress}",
        ClientLookup.Forged => $"550 5.7.1 Relaying denied. IP name possibly forged [{query.ClientAddress}]",
        ClientLookup.Failed => $"550 5.7.1 Relaying denied. IP name lookup failed [{query.ClientAddress}]",
        _ => "550 5.7.1 Relaying denied",
    };

    private static IEnumerable<string> DomainKeys(string domain, AccessSearch search) =>
        DomainSyntax.TryReadAddressLiteral(domain, out IPAddress? literal) ? search.AddressKeys(literal!) : AccessKeys.OfName(domain);
}
