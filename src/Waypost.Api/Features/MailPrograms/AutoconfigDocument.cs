using System.Globalization;
using System.Xml.Linq;

namespace Waypost.Api.Features.MailPrograms;

/// <summary>The configuration file of Thunderbird and others (clientConfig 1.1).</summary>
public static class AutoconfigDocument
{
    public static XDocument Of(ClientSettings settings) => new(
        new XDeclaration("1.0", "UTF-8", null),
        new XElement("clientConfig", new XAttribute("version", "1.1"),
            new XElement("emailProvider", new XAttribute("id", settings.Domain),
                new XElement("domain", settings.Domain),
                new XElement("displayName", settings.DisplayName),
                new XElement("displayShortName", settings.DisplayName),
                settings.Incoming.Select(server => Server("incomingServer", server)),
                Server("outgoingServer", settings.Outgoing))));

    private static XElement Server(string name, ClientServer server) => new(name, new XAttribute("type", server.Protocol),
        new XElement("hostname", server.HostName),
        new XElement("port", server.Port.ToString(CultureInfo.InvariantCulture)),
        new XElement("socketType", server.Security switch { ClientSecurity.Tls => "SSL", ClientSecurity.StartTls => "STARTTLS", _ => "plain" }),
        new XElement("authentication", "password-cleartext"),
        new XElement("username", "%EMAILADDRESS%"));
}
