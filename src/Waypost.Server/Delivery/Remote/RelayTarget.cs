using System.Globalization;
using Waypost.Mail.Routing;

namespace Waypost.Server.Delivery.Remote;

/// <summary>A route with the hosts that it leads to, in the order in which they are tried.</summary>
internal sealed record RelayTarget(RelayRoute Route, IReadOnlyList<MxHost> Hosts)
{
    /// <summary>The same for all domains whose mail goes to the same servers in the same way.</summary>
    public string Key { get; } = string.Join(' ', Hosts
        .OrderBy(host => host.Preference).ThenBy(host => host.Name, StringComparer.OrdinalIgnoreCase)
        .Select(host => string.Create(CultureInfo.InvariantCulture, $"{host.Preference}:{host.Name.ToLowerInvariant()}")))
        + string.Create(CultureInfo.InvariantCulture, $" port {Route.Port} tls {Route.Tls} {Route.Login?.UserName}");
}
