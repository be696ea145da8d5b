using Waypost.Mail.Addresses;

namespace Waypost.Server.Smtp.Commands;

/// <summary>The argument of VRFY and EXPN: an address, with or without its brackets, or a local part.</summary>
internal static class VerifiedAddress
{
    public static bool TryRead(string argument, out string address)
    {
        string text = argument.StartsWith('<') && argument.EndsWith('>') ? argument[1..^1] : argument;
        bool good = EnvelopeAddress.TryParse(text, out EnvelopeAddress parsed);
        address = good ? parsed.ToString() : "";
        return good;
    }
}
