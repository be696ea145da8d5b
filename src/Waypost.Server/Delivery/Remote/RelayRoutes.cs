using Microsoft.Extensions.Options;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Finds the route of a domain: what the tables say, else the smart host, else the domain's own mail exchangers.</summary>
public sealed class RelayRoutes(IOptions<DeliveryOptions> options)
{
    private readonly RelayRoute? _smartHost = SmartHost(options.Value);

    internal RelayRoute Find(string domain) => _smartHost ?? new RelayRoute(domain, options.Value.RemotePort, UseMx: true, options.Value.Tls);

    private static RelayRoute? SmartHost(DeliveryOptions options)
    {
        if (options.SmartHost.Length == 0)
        {
            return null;
        }

        RelayRoute route = RelayRoute.Parse(options.SmartHost, options.RemotePort, options.SmartHostTls)
            ?? throw new OptionsValidationException("Delivery", typeof(DeliveryOptions), ["Delivery:SmartHost is neither '[host]:port' nor a domain."]);
        return options.SmartHostUserName.Length == 0 ? route : route with { Login = new RelayLogin(options.SmartHostUserName, options.SmartHostPassword) };
    }
}
