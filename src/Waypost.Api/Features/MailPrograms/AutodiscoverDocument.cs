using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Waypost.Api.Features.MailPrograms;

/// <summary>Outlook's Autodiscover (MS-OXDSCLI), the part for IMAP, POP3 and SMTP.</summary>
public static class AutodiscoverDocument
{
    private const int MaxRequest = 64 * 1024;

    private static readonly XNamespace Response = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static readonly XNamespace Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    /// <summary>The address that a request asks for; null when it is no request.</summary>
    public static async Task<string?> ReadAddressAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(body, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxRequest });
            var document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
            return document.Descendants().FirstOrDefault(element => element.Name.LocalName == "EMailAddress")?.Value.Trim();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static XDocument Of(ClientSettings settings, string address) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(Response + "Autodiscover",
            new XElement(Outlook + "Response",
                new XElement(Outlook + "User", new XElement(Outlook + "DisplayName", address)),
                new XElement(Outlook + "Account",
                    new XElement(Outlook + "AccountType", "email"),
                    new XElement(Outlook + "Action", "settings"),
                    settings.Incoming.Append(settings.Outgoing).Select(server => Protocol(server, address))))));

    private static XElement Protocol(ClientServer server, string address) => new(Outlook + "Protocol",
        new XElement(Outlook + "Type", server.Protocol.ToUpperInvariant()),
        new XElement(Outlook + "Server", server.HostName),
        new XElement(Outlook + "Port", server.Port.ToString(CultureInfo.InvariantCulture)),
        new XElement(Outlook + "LoginName", address),
        new XElement(Outlook + "DomainRequired", "off"),
        new XElement(Outlook + "SPA", "off"),
        new XElement(Outlook + "SSL", server.Security == ClientSecurity.Plain ? "off" : "on"),
        new XElement(Outlook + "Encryption", server.Security switch { ClientSecurity.Tls => "SSL", ClientSecurity.StartTls => "TLS", _ => "None" }),
        new XElement(Outlook + "AuthRequired", "on"));
}
