using System.Xml.Linq;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Addresses;
using Waypost.Mail.Tables;
using Waypost.Storage.MailDomains;

namespace Waypost.Api.Features.MailPrograms;

/// <summary>How mail programs set themselves up: Thunderbird's autoconfig, Outlook's Autodiscover, Apple's profile. They
/// know no key, and are told nothing that a port scan would not tell.</summary>
public static class MailProgramEndpoints
{
    public static void MapMailPrograms(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/autoconfig/mail/config-v1.1.xml", Autoconfig).ExcludeFromDescription();
        app.MapGet("/mail/config-v1.1.xml", Autoconfig).ExcludeFromDescription();
        app.MapPost("/autodiscover/autodiscover.xml", AutodiscoverAsync).ExcludeFromDescription();
        app.MapGet("/apple.mobileconfig", MobileConfig).ExcludeFromDescription();
    }

    public static void MapClientRecords(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/mail-domains/{key}/client-records", ClientRecordsAsync).WithTags("Mail domains")
            .Describe("getClientRecords", "Tells the records by which mail programs find this server (RFC 6186), to put into the domain's zone.", 404).Produces<ClientRecords>();

    private static IResult Autoconfig(HttpContext context, ClientListeners listeners, MailTablesHolder tables, string? emailaddress = null)
    {
        // Asked for by the address's domain, or at the name autoconfig.domain.
        var host = context.Request.Host.Host;
        var domain = DomainOf(emailaddress) ?? (host.StartsWith("autoconfig.", StringComparison.OrdinalIgnoreCase) ? host[11..] : host);
        return tables.Current.IsLocalDomain(domain) ? Xml(AutoconfigDocument.Of(ClientSettings.Of(listeners, domain.ToLowerInvariant()))) : Problems.NotFound("mail domain", domain);
    }

    private static async Task<IResult> AutodiscoverAsync(HttpContext context, ClientListeners listeners, MailTablesHolder tables, CancellationToken cancellationToken)
    {
        if (await AutodiscoverDocument.ReadAddressAsync(context.Request.Body, cancellationToken) is not { } address || DomainOf(address) is not { } domain)
        {
            return Problems.Malformed("The body must be an Autodiscover request with an EMailAddress.");
        }

        return tables.Current.IsLocalDomain(domain) ? Xml(AutodiscoverDocument.Of(ClientSettings.Of(listeners, domain), address)) : Problems.NotFound("mail domain", domain);
    }

    private static IResult MobileConfig(ClientListeners listeners, MailTablesHolder tables, string? emailaddress = null)
    {
        if (DomainOf(emailaddress) is not { } domain || !tables.Current.IsLocalDomain(domain))
        {
            return Problems.NotFound("mail domain", DomainOf(emailaddress) ?? "");
        }

        return Xml(MobileConfigDocument.Of(ClientSettings.Of(listeners, domain), emailaddress!), "application/x-apple-aspen-config");
    }

    private static async Task<IResult> ClientRecordsAsync(RouteKey key, MailDomainRepository domains, ClientListeners listeners, CancellationToken cancellationToken) =>
        await domains.FindAsync(key.Value, cancellationToken) is { } domain
            ? Results.Ok(new ClientRecords(domain.Value.Name, ServiceRecords.Of(ClientSettings.Of(listeners, domain.Value.Name))))
            : Problems.NotFound("mail domain", key.Value);

    private static string? DomainOf(string? address) => EnvelopeAddress.TryParse(address, out var parsed) ? parsed.Domain.ToLowerInvariant() : null;

    private static IResult Xml(XDocument document, string type = "application/xml") =>
        Results.Text(document.Declaration + "\n" + document, type + "; charset=utf-8");
}
