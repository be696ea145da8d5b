using System.Globalization;
using System.Net;
using Waypost.Mail.Addresses;
using Waypost.Mail.Smtp;
using Waypost.Mail.Store;

namespace Waypost.Server.Smtp.Commands;

/// <summary>Postfix's XCLIENT: the session goes on as if the client named here had connected, and starts anew.</summary>
internal sealed class XClientCommand : ISmtpCommand
{
    private const int MaxAttributes = 16;

    public string Verb => "XCLIENT";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) => new(Execute(session, argument));

    private static SmtpReply Execute(SmtpSession session, string argument)
    {
        if (!session.MaySetClient)
        {
            return SmtpReply.Of(550, "5.7.0", "XCLIENT is not allowed from here");
        }

        string[] words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > MaxAttributes)
        {
            return SmtpReply.Of(501, "5.5.4", "Syntax: XCLIENT attribute=value...");
        }

        SmtpClientInfo client = session.Client;
        string? helo = null;
        AccountLogin? login = null;
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !Xtext.TryDecode(word.AsSpan(equals + 1), out string value))
            {
                return SmtpReply.Of(501, "5.5.4", "Syntax: XCLIENT attribute=value...");
            }

            bool known = !value.Equals("[UNAVAILABLE]", StringComparison.OrdinalIgnoreCase) && !value.Equals("[TEMPUNAVAIL]", StringComparison.OrdinalIgnoreCase);
            switch (word[..equals].ToUpperInvariant())
            {
                case "NAME" when !known || DomainSyntax.IsDomain(value):
                    client = client with { Name = known ? value : null };
                    break;
                case "ADDR" when !known:
                    client = client with { Address = null };
                    break;
                case "ADDR" when IPAddress.TryParse(value.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? value[5..] : value, out IPAddress? address):
                    client = client with { Address = address };
                    break;
                case "HELO" when !known || HeloName.TryRead(value, out _):
                    helo = known ? value : null;
                    break;
                case "LOGIN":
                    login = known && value.Length > 0 ? session.Backend.Tables.Accounts.TryGetValue(value, out string? name) ? new AccountLogin(0, name) : null : null;
                    break;
                case "PROTO" when value.ToUpperInvariant() is "SMTP" or "ESMTP":
                case "PORT" or "DESTPORT" when !known || ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _):
                case "DESTADDR" when !known || IPAddress.TryParse(value.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? value[5..] : value, out _):
                    break;
                default:
                    return SmtpReply.Of(501, "5.5.4", $"Bad XCLIENT attribute {word[..equals].ToUpperInvariant()}");
            }
        }

        session.Impersonate(client, helo, login);
        return session.Greeting;
    }
}
