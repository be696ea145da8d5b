using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Smtp;
using Waypost.Server.Connections;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Smtp;

/// <summary>Carries a session's lines and replies over a connection.</summary>
public sealed partial class SmtpConnectionRunner(SmtpBackend backend, TlsCertificates certificates, IClientNameResolver names)
{
    // RFC 5321 section 4.5.3.1.4 with room for extensions; RFC 4954 section 4 wants 12288 for AUTH.
    private const int MaxCommandLine = 4096;
    private const int MaxAuthLine = 12288;
    private int _open;

    internal async Task RunAsync(ConnectionContext connection, SmtpRole role)
    {
        backend.Metrics.ConnectionOpened();
        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        try
        {
            bool busy = Interlocked.Increment(ref _open) > backend.Options.MaxConnections;
            await using var link = new ClientLink(connection, certificates, backend.Time);
            using var lines = new CrlfLineReader(link, backend.Time);
            using ITimer limit = backend.Time.CreateTimer(_ => lines.Interrupt(), null, backend.Options.ConnectionTimeout, Timeout.InfiniteTimeSpan);
            using CancellationTokenRegistration drain = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(lines.Interrupt) ?? default;
            SmtpReply last = busy
                ? SmtpReply.Of(421, "4.3.2", $"{backend.Options.HostName} Too many connections", closes: true)
                : await ConverseAsync(connection, link, role, lines, lifetime.Token);
            last.WriteTo(link.Output);
            await link.Output.FlushAsync(lifetime.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or IOException)
        {
            LogGone(backend.Logger, connection.ConnectionId);
        }
        catch (Exception e)
        {
            // One broken session is no reason for the listener to stop.
            LogFailed(backend.Logger, e, connection.ConnectionId);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            backend.Metrics.ConnectionClosed();
        }
    }

    /// <summary>Runs the session and returns its last reply.</summary>
    private async Task<SmtpReply> ConverseAsync(ConnectionContext connection, ClientLink link, SmtpRole role, CrlfLineReader lines, CancellationToken cancellationToken)
    {
        var session = new SmtpSession(backend, role, await DescribeAsync(connection, link, cancellationToken));
        SmtpReply reply = session.Greeting;
        while (!reply.Closes)
        {
            reply.WriteTo(link.Output);
            if (session.StartsTls)
            {
                session.StartsTls = false;
                if (!await link.StartTlsAsync(cancellationToken))
                {
                    throw new ConnectionAbortedException();
                }
                session.Secure(link.Tls!);
            }

            LineStatus status;
            if (session.ExpectsContent)
            {
                var content = new SmtpContentDecoder(backend.Options.MaxMessageSize);
                status = await lines.ReadContentAsync(octets => (content.Read(octets.Span), content.IsComplete), backend.Options.ContentTimeout, cancellationToken);
                reply = status == LineStatus.Line ? await session.CompleteAsync(content, cancellationToken) : reply;
            }
            else
            {
                int maxLength = session.Continuation is null ? MaxCommandLine : MaxAuthLine;
                (status, byte[] line) = await lines.ReadLineAsync(maxLength, backend.Options.CommandTimeout, cancellationToken);
                reply = status switch
                {
                    LineStatus.Line => await session.ExecuteAsync(line, cancellationToken),
                    LineStatus.TooLong => session.Refuse("5.5.2", "Line too long"),
                    LineStatus.BareLineEnd => session.Refuse("5.5.2", "Line must end in CRLF and have no bare CR, LF or NUL"),
                    _ => reply,
                };
            }

            if (status is LineStatus.Closed)
            {
                throw new ConnectionAbortedException();
            }

            if (status is LineStatus.TimedOut or LineStatus.Interrupted)
            {
                return status == LineStatus.TimedOut
                    ? SmtpReply.Of(421, "4.4.2", $"{backend.Options.HostName} Timeout, closing connection", closes: true)
                    : SmtpReply.Of(421, "4.3.2", $"{backend.Options.HostName} Closing connection, try again later", closes: true);
            }
        }

        return reply;
    }

    private async Task<SmtpClientInfo> DescribeAsync(ConnectionContext connection, ClientLink link, CancellationToken cancellationToken)
    {
        IPAddress? address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        // This machine itself has no need of a name; other loopback addresses may stand for hosts.
        string? name = address is null || address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback) || !backend.Options.LookUpClientNames
            ? null
            : await names.FindAsync(address, cancellationToken);
        return new SmtpClientInfo(address, name, link.Tls, link.CanStartTls);
    }

    [LoggerMessage(2010, LogLevel.Debug, "SMTP connection {Connection}: the client went away")]
    private static partial void LogGone(ILogger logger, string connection);

    [LoggerMessage(2011, LogLevel.Error, "SMTP connection {Connection} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string connection);
}
