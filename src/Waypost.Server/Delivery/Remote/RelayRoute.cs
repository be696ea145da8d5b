using System.Collections.Immutable;
using Waypost.Mail.Tables;

namespace Waypost.Server.Delivery.Remote;

/// <summary>Where mail for a domain goes next.</summary>
/// <param name="Hosts">Hosts, or domains whose mail exchangers are meant, in the order in which they are tried; a host without a port has the default one.</param>
/// <param name="Tls">How TLS is used.</param>
internal sealed record RelayRoute(ImmutableArray<MailerHost> Hosts, RelayTls Tls)
{
    /// <summary>User name and password for AUTH, or null.</summary>
    public RelayLogin? Login { get; init; }

    /// <summary>What the tables refuse, or null.</summary>
    public string? Reply { get; init; }

    /// <summary>Reads <c>[host]</c>, <c>[host]:port</c>, <c>domain</c> and <c>domain:port</c>; null when the text is none.</summary>
    public static RelayRoute? Parse(string text, RelayTls tls) =>
        MailerRoute.TryParse("", "relay:" + text.Trim(), out MailerRoute? route) && route!.Hosts.Length > 0 ? new RelayRoute(route.Hosts, tls) : null;
}

/// <summary>User name and password for AUTH (RFC 4954).</summary>
internal sealed record RelayLogin(string UserName, string Password)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{nameof(RelayLogin)} {{ UserName = {UserName} }}";
}
