using Waypost.Mail.Addresses;

namespace Waypost.Server.Smtp.Commands;

/// <summary>The argument of HELO and EHLO (RFC 5321 section 4.1.1.1).</summary>
internal static class HeloName
{
    public static bool TryRead(string argument, out string name)
    {
        // Some clients write the final dot of an absolute name.
        name = argument.Length > 1 ? argument.TrimEnd('.') : argument;
        return DomainSyntax.IsDomain(name) || DomainSyntax.IsAddressLiteral(name);
    }
}
