using System.Net;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Smtp;

/// <summary>The other end of an SMTP connection.</summary>
internal sealed record SmtpClientInfo(IPAddress? Address, string? Name, TlsSession? Tls, bool CanStartTls)
{
    public bool IsTls => Tls is not null;

    public bool IsLoopback => Address is not null && IPAddress.IsLoopback(Address);
}
