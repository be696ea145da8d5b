using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Waypost.Server.Connections;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Dns;
using Waypost.Server.Imap;
using Waypost.Server.Pop3;
using Waypost.Server.Smtp;

namespace Waypost.Api.Hosting;

/// <summary>One address and port on which the process listens. A port of 0 turns a protocol off.</summary>
/// <param name="Protocol">What people call it, for the banner and for errors.</param>
/// <param name="PortKey">The setting that moves it.</param>
/// <param name="Configure">How Kestrel serves it; null when a hosted service listens.</param>
public sealed record Listener(string Protocol, string Transport, string Address, int Port, string PortKey, Action<ListenOptions>? Configure)
{
    public IPEndPoint EndPoint => new(IPAddress.Parse(Address), Port);

    public static IReadOnlyList<Listener> Of(WaypostSettings settings) =>
    [
        .. new Listener[]
        {
            new("HTTP", "tcp", settings.Http.Address, settings.Http.Port, "Http:Port", static _ => { }),
            new("DNS", "udp", settings.Dns.Address, settings.Dns.Port, "Dns:Port", null),
            new("DNS", "tcp", settings.Dns.Address, settings.Dns.Port, "Dns:Port", DnsTcpService.IsSupported ? null : static o => o.UseConnectionHandler<DnsTcpConnectionHandler>()),
            new("rndc", "tcp", settings.Rndc.Address, settings.Rndc.Port, "Rndc:Port", null),
            new("SMTP", "tcp", settings.Smtp.Address, settings.Smtp.Port, "Smtp:Port", static o => o.UseProxyProtocol().UseConnectionHandler<SmtpConnectionHandler>()),
            new("Submission", "tcp", settings.Smtp.Address, settings.Smtp.SubmissionPort, "Smtp:SubmissionPort", static o => o.UseProxyProtocol().UseConnectionHandler<SubmissionConnectionHandler>()),
            new("LMTP", "tcp", settings.Smtp.Address, settings.Smtp.LmtpPort, "Smtp:LmtpPort", static o => o.UseProxyProtocol().UseConnectionHandler<LmtpConnectionHandler>()),
            new("POP3", "tcp", settings.Pop3.Address, settings.Pop3.Port, "Pop3:Port", static o => o.UseProxyProtocol().UseConnectionHandler<Pop3ConnectionHandler>()),
            new("IMAP", "tcp", settings.Imap.Address, settings.Imap.Port, "Imap:Port", static o => o.UseProxyProtocol().UseConnectionHandler<ImapConnectionHandler>()),
        }.Where(listener => listener.Port != 0),
        .. settings.Tls.CertificatePath.Length == 0 ? [] : new Listener[]
        {
            new("HTTPS", "tcp", settings.Http.Address, settings.Http.TlsPort, "Http:TlsPort", static o => o.UseHttps(HttpsOptions(o))),
            new("DNS over TLS", "tcp", settings.Dns.Address, settings.Dns.TlsPort, "Dns:TlsPort", static o => o.UseImplicitTls(DnsOptions.TlsProtocol).UseConnectionHandler<DnsTcpConnectionHandler>()),
            new("Submissions", "tcp", settings.Smtp.Address, settings.Smtp.SubmissionsPort, "Smtp:SubmissionsPort", static o => o.UseProxyProtocol().UseImplicitTls().UseConnectionHandler<SubmissionConnectionHandler>()),
            new("POP3S", "tcp", settings.Pop3.Address, settings.Pop3.TlsPort, "Pop3:TlsPort", static o => o.UseProxyProtocol().UseImplicitTls().UseConnectionHandler<Pop3ConnectionHandler>()),
            new("IMAPS", "tcp", settings.Imap.Address, settings.Imap.TlsPort, "Imap:TlsPort", static o => o.UseProxyProtocol().UseImplicitTls().UseConnectionHandler<ImapConnectionHandler>()),
        }.Where(listener => listener.Port != 0),
    ];

    // Asked for each handshake, so that a renewed certificate counts at once.
    private static TlsHandshakeCallbackOptions HttpsOptions(ListenOptions options)
    {
        var certificates = options.ApplicationServices.GetRequiredService<TlsCertificates>();
        return new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = certificates.HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(certificates.ServerOptions),
        };
    }
}
