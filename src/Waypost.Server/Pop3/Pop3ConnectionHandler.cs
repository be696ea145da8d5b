using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Pop3;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Pop3;

/// <summary>Serves one POP3 connection (RFC 1939). Whatever goes wrong in it stays in it.</summary>
public sealed partial class Pop3ConnectionHandler(Pop3SessionServices services, ILogger<Pop3ConnectionHandler> logger) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // A server that stops asks first; a session that waits for its client then ends at once.
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, stopping);
        await using var link = new ClientLink(connection, services.Certificates, services.Time);
        using var session = new Pop3Session(services, link);
        try
        {
            await session.OkAsync("Waypost POP3 ready", closed.Token);
            while (!session.Ended && await StepAsync(session, connection.ConnectionId, closed.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // RFC 1939 section 3: an autologout deletes nothing and says nothing.
        }
        catch (Exception exception) when (exception is IOException or ConnectionAbortedException or ConnectionResetException or InvalidOperationException)
        {
            LogLost(exception.Message, connection.ConnectionId);
        }
    }

    private async Task<bool> StepAsync(Pop3Session session, string connectionId, CancellationToken cancellationToken)
    {
        var limit = session.State == Pop3States.Authorization ? services.Options.LoginTimeout : services.Options.IdleTimeout;
        using var idle = new CancellationTokenSource(limit, services.Time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        if (await session.ReadLineAsync(reading.Token) is not { } line)
        {
            return false;
        }

        using var slow = new CancellationTokenSource(services.Options.CommandTimeout, services.Time);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        await ExecuteAsync(session, line, connectionId, running.Token);
        if (session.StartsTls && !await session.StartTlsAsync(running.Token))
        {
            return false;
        }

        return session.Errors < services.Options.MaxErrors;
    }

    private async Task ExecuteAsync(Pop3Session session, Pop3Line line, string connectionId, CancellationToken cancellationToken)
    {
        var (verb, argument) = Pop3CommandLine.Parse(line.Octets.Span);
        if (line.TooLong)
        {
            await session.ErrAsync("Line too long", cancellationToken);
            return;
        }

        if (Pop3CommandTable.Find(verb) is not { } command)
        {
            await session.ErrAsync("Unknown command", cancellationToken);
            return;
        }

        if (!command.States.HasFlag(session.State))
        {
            await session.ErrAsync(session.State == Pop3States.Authorization ? "Log in first" : "Already logged in", cancellationToken);
            return;
        }

        try
        {
            await command.ExecuteAsync(session, argument, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException or ConnectionAbortedException or ConnectionResetException))
        {
            LogFailed(exception, command.Name, connectionId);
            await session.ErrAsync("[SYS/TEMP] Internal error, try again later", cancellationToken);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "POP3 {Command} failed on connection {ConnectionId}")]
    private partial void LogFailed(Exception exception, string command, string connectionId);

    [LoggerMessage(4002, LogLevel.Debug, "POP3 connection {ConnectionId} was lost: {Reason}")]
    private partial void LogLost(string reason, string connectionId);
}
