using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Waypost.Api.Features.MailPrograms;

/// <summary>Apple's configuration profile with one mail account (com.apple.mail.managed). The password is asked for on the device.</summary>
public static class MobileConfigDocument
{
    public static XDocument Of(ClientSettings settings, string address)
    {
        var incoming = settings.Incoming[0];
        var account = Dictionary(
            ("PayloadType", "com.apple.mail.managed"),
            ("PayloadVersion", 1),
            ("PayloadIdentifier", "mail." + address),
            ("PayloadUUID", Uuid("mail." + address)),
            ("PayloadDisplayName", settings.DisplayName),
            ("EmailAccountType", "EmailTypeIMAP"),
            ("EmailAccountDescription", settings.DisplayName),
            ("EmailAddress", address),
            ("IncomingMailServerAuthentication", "EmailAuthPassword"),
            ("IncomingMailServerHostName", incoming.HostName),
            ("IncomingMailServerPortNumber", incoming.Port),
            ("IncomingMailServerUseSSL", incoming.Security != ClientSecurity.Plain),
            ("IncomingMailServerUsername", address),
            ("OutgoingMailServerAuthentication", "EmailAuthPassword"),
            ("OutgoingMailServerHostName", settings.Outgoing.HostName),
            ("OutgoingMailServerPortNumber", settings.Outgoing.Port),
            ("OutgoingMailServerUseSSL", settings.Outgoing.Security != ClientSecurity.Plain),
            ("OutgoingMailServerUsername", address),
            ("OutgoingPasswordSameAsIncomingPassword", true));
        var profile = Dictionary(
            ("PayloadType", "Configuration"),
            ("PayloadVersion", 1),
            ("PayloadIdentifier", "profile." + address),
            ("PayloadUUID", Uuid("profile." + address)),
            ("PayloadDisplayName", settings.DisplayName),
            ("PayloadContent", new XElement("array", account)));
        return new(
            new XDeclaration("1.0", "UTF-8", null),
            new XDocumentType("plist", "-//Apple//DTD PLIST 1.0//EN", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", null),
            new XElement("plist", new XAttribute("version", "1.0"), profile));
    }

    private static XElement Dictionary(params (string Key, object Value)[] members) =>
        new("dict", members.SelectMany(member => new[] { new XElement("key", member.Key), Value(member.Value) }));

    private static XElement Value(object value) => value switch
    {
        XElement element => element,
        bool flag => new(flag ? "true" : "false"),
        int number => new("integer", number.ToString(CultureInfo.InvariantCulture)),
        _ => new("string", value),
    };

    // The same profile for the same address, so that a device replaces it.
    private static string Uuid(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString().ToUpperInvariant();
}
