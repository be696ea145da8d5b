namespace Waypost.Server.Delivery.Remote;

/// <summary>Where mail for a domain goes next.</summary>
/// <param name="Host">A host, an address literal, or a domain whose mail exchangers are meant.</param>
/// <param name="Port">The port.</param>
/// <param name="UseMx">Whether the mail exchangers of <paramref name="Host"/> are meant, not the host itself.</param>
/// <param name="Tls">How TLS is used.</param>
internal sealed record RelayRoute(string Host, int Port, bool UseMx, RelayTls Tls)
{
    /// <summary>User name and password for AUTH, or null.</summary>
    public RelayLogin? Login { get; init; }

    /// <summary>Reads <c>[host]</c>, <c>[host]:port</c>, <c>domain</c> and <c>domain:port</c>; null when the text is none.</summary>
    public static RelayRoute? Parse(string text, int defaultPort, RelayTls tls)
    {
        string host = text.Trim();
        int port = defaultPort;
        int colon = host.LastIndexOf(':');
        int bracket = host.LastIndexOf(']');
        if (colon > bracket)
        {
            if (!int.TryParse(host.AsSpan(colon + 1), out port) || port is < 1 or > 65535)
            {
                return null;
            }

            host = host[..colon];
        }

        bool direct = host.StartsWith('[') && host.EndsWith(']');
        host = direct ? host[1..^1] : host;
        return host.Length is 0 or > 255 || host.Any(char.IsWhiteSpace) ? null : new RelayRoute(host, port, !direct, tls);
    }
}

/// <summary>User name and password for AUTH (RFC 4954).</summary>
internal sealed record RelayLogin(string UserName, string Password)
{
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{nameof(RelayLogin)} {{ UserName = {UserName} }}";
}
