using System.Net;

namespace Waypost.Server.Smtp;

/// <summary>The other end of an SMTP connection.</summary>
internal sealed record SmtpClientInfo(IPAddress? Address, string? Name, bool IsTls)
{
    public bool IsLoopback => Address is not null && IPAddress.IsLoopback(Address);
}
