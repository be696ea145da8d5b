namespace Waypost.Api.Features.MailPrograms;

/// <summary>How the connection is kept private.</summary>
public enum ClientSecurity { Plain, StartTls, Tls }

/// <summary>One server as a client configures it.</summary>
/// <param name="Protocol"><c>imap</c>, <c>pop3</c> or <c>smtp</c>.</param>
public sealed record ClientServer(string Protocol, string HostName, int Port, ClientSecurity Security);

/// <summary>What a mail program needs for the addresses of a domain.</summary>
public sealed record ClientSettings(string Domain, string DisplayName, IReadOnlyList<ClientServer> Incoming, ClientServer Outgoing)
{
    /// <summary>The settings for a domain, made of the listeners' and of <see cref="MailProgramOptions"/>.</summary>
    public static ClientSettings Of(ClientListeners listeners, string domain)
    {
        var options = listeners.MailPrograms;
        var host = options.HostName.Length > 0 ? options.HostName : listeners.Smtp.HostName;
        var hasTls = listeners.Tls.CertificatePath is { Length: > 0 };
        ClientServer Server(string protocol, int chosen, int plainPort, int tlsPort)
        {
            var security = options.Security switch
            {
                "tls" => ClientSecurity.Tls,
                "starttls" => ClientSecurity.StartTls,
                "plain" => ClientSecurity.Plain,
                _ => !hasTls ? ClientSecurity.Plain : tlsPort > 0 ? ClientSecurity.Tls : ClientSecurity.StartTls,
            };
            return new(protocol, host, chosen > 0 ? chosen : security == ClientSecurity.Tls ? tlsPort : plainPort, security);
        }

        List<ClientServer> incoming = [Server("imap", options.ImapPort, listeners.Imap.Port, listeners.Imap.TlsPort)];
        if (options.Pop3Port >= 0)
        {
            incoming.Add(Server("pop3", options.Pop3Port, listeners.Pop3.Port, listeners.Pop3.TlsPort));
        }

        return new(domain, options.DisplayName.Length > 0 ? options.DisplayName : domain, incoming,
            Server("smtp", options.SubmissionPort, listeners.Smtp.SubmissionPort, listeners.Smtp.SubmissionsPort));
    }
}
