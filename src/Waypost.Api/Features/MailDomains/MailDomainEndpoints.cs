using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.MailDomains;

/// <summary>Mail domains: what sendmail's local-host-names lists.</summary>
public static class MailDomainEndpoints
{
    public static void MapMailDomains(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<MailDomainTable, MailDomain, NoBody>(new("mail-domains", "Mail domains", "mail domain", "MailDomain", "MailDomains"));
}
