using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Waypost.Server.Connections.Tls;

/// <summary>TLS from the first byte (RFC 8314 section 3), for the ports that have it.</summary>
public static class ImplicitTls
{
    /// <summary>Puts TLS before the connection handler that is added next.</summary>
    /// <param name="options">The port.</param>
    /// <param name="application">The protocol to agree on by ALPN (RFC 7301) with clients that ask for one; null for none.</param>
    public static ListenOptions UseImplicitTls(this ListenOptions options, SslApplicationProtocol? application = null)
    {
        var certificates = options.ApplicationServices.GetRequiredService<TlsCertificates>();
        var time = options.ApplicationServices.GetRequiredService<TimeProvider>();
        options.Use(next => connection => RunAsync(connection, next, certificates, application, time));
        return options;
    }

    private static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, TlsCertificates certificates, SslApplicationProtocol? application, TimeProvider time)
    {
        var plain = connection.Transport;
        await using var tls = await TlsTransport.AcceptAsync(plain, certificates, application, time, connection.ConnectionClosed);
        if (tls is null)
        {
            return;
        }
        connection.Features.Set(tls.Session);
        connection.Transport = tls;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = plain;
        }
    }
}
