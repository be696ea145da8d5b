using Microsoft.Extensions.Options;
using Waypost.Mail.Tables;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Finds the route of a domain: its mailer route, else the smart host, else the domain's own mail exchangers.</summary>
public sealed class RelayRoutes(MailTablesHolder tables, IOptions<DeliveryOptions> options)
{
    private readonly RelayRoute? _smartHost = SmartHost(options.Value);

    internal RelayRoute Find(string domain)
    {
        RelayTls tls = options.Value.Tls;
        return MailerRoutes.Find(tables.Current, domain) switch
        {
            { Kind: MailerKind.Error, Reply: { } reply } => new RelayRoute([], tls) { Reply = reply },
            { Kind: MailerKind.Smtp, Hosts.Length: > 0 } route => new RelayRoute(route.Hosts, tls),
            { Kind: MailerKind.Smtp } => Own(domain, tls),
            _ => _smartHost ?? Own(domain, tls),
        };
    }

    private static RelayRoute Own(string domain, RelayTls tls) => new([new MailerHost(domain, LookUpMx: true, null)], tls);

    private static RelayRoute? SmartHost(DeliveryOptions options)
    {
        if (options.SmartHost.Length == 0)
        {
            return null;
        }

        RelayRoute route = RelayRoute.Parse(options.SmartHost, options.SmartHostTls)
            ?? throw new OptionsValidationException("Delivery", typeof(DeliveryOptions), ["Delivery:SmartHost is neither '[host]:port' nor a domain."]);
        return options.SmartHostUserName.Length == 0 ? route : route with { Login = new RelayLogin(options.SmartHostUserName, options.SmartHostPassword) };
    }
}
