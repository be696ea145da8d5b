using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Imap;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Imap;

/// <summary>Serves one IMAP connection (RFC 3501, RFC 9051). Whatever goes wrong in it stays in it.</summary>
public sealed partial class ImapConnectionHandler(ImapSessionServices services, ILogger<ImapConnectionHandler> logger) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // A server that stops asks first; a session that waits for its client then ends at once.
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, stopping);
        await using var link = new ClientLink(connection, services.Certificates, services.Time);
        await using var pipe = new CompressibleLink(link);
        var input = new ImapInput(pipe);
        var writer = new ImapWriter(pipe);
        var reader = new ImapCommandReader(input, writer, services.Options);
        var session = new ImapSession(services, link, pipe, input, writer);
        try
        {
            writer.Untagged($"OK [CAPABILITY {ImapCommandTable.CapabilitiesIn(session)}] Waypost IMAP ready");
            await writer.FlushAsync(closed.Token);
            var errors = 0;
            while (!session.Ended && errors < services.Options.MaxErrors)
            {
                var reply = await StepAsync(session, reader, connection.ConnectionId, closed.Token);
                if (reply is null)
                {
                    return;
                }

                errors = reply.Status == "BAD" ? errors + 1 : 0;
            }

            if (!session.Ended)
            {
                await ByeAsync(writer, "Too many errors", connection.ConnectionClosed);
            }
        }
        catch (OperationCanceledException)
        {
            await ByeAsync(writer, stopping.IsCancellationRequested ? "Server is stopping" : "Timed out", connection.ConnectionClosed);
        }
        catch (Exception exception) when (IsLost(exception) || exception is InvalidOperationException or InvalidDataException)
        {
            LogLost(exception.Message, connection.ConnectionId);
        }
        finally
        {
            session.Selected = null;
            session.Notifier = null;
        }
    }

    private static bool IsLost(Exception exception) => exception is IOException or ConnectionAbortedException or ConnectionResetException;

    private static async Task ByeAsync(ImapWriter writer, string text, CancellationToken closed)
    {
        if (closed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(closed);
            limit.CancelAfter(TimeSpan.FromSeconds(1));
            writer.Untagged("BYE " + text);
            await writer.FlushAsync(limit.Token);
        }
        catch (Exception exception) when (IsLost(exception) || exception is OperationCanceledException or InvalidOperationException)
        {
            // The client is gone, which is what BYE was for.
        }
    }

    // One command: its reply, or null when the connection is at its end.
    private async Task<ImapReply?> StepAsync(ImapSession session, ImapCommandReader reader, string connectionId, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(session.Account is null ? services.Options.LoginTimeout : services.Options.IdleTimeout, services.Time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        await session.WaitForInputAsync(reading.Token);
        var command = await reader.ReadAsync(session.Account is not null, reading.Token);
        if (command.Octets is not { } octets)
        {
            return null;
        }

        if (command.Fault is { } fault)
        {
            session.Ended = command.Fatal;
            session.Writer.Line($"{ImapCommandReader.TagOf(octets) ?? "*"} {fault}");
            await FinishAsync(session, silent: false, cancellationToken);
            return fault;
        }

        var parser = new ImapParser(octets) { HasUtf8Names = session.Has(ImapModes.Rev2 | ImapModes.Utf8) };
        var tag = parser.Tag();
        session.Tag = tag;
        var name = parser.Space().Atom().ToUpperInvariant();
        var reply = parser.Error is null ? await ExecuteAsync(session, parser, name, connectionId, cancellationToken) : ImapReply.Bad(parser);
        session.Writer.Line($"{(tag.Length > 0 ? tag : "*")} {reply}");
        await FinishAsync(session, silent: name == "LOGOUT", cancellationToken);
        return reply;
    }

    private static async Task FinishAsync(ImapSession session, bool silent, CancellationToken cancellationToken)
    {
        if (session.Ended && !silent)
        {
            session.Writer.Untagged("BYE Closing the connection");
        }

        await session.Writer.FlushAsync(cancellationToken);
        if (session.StartsTls && !await session.StartTlsAsync(cancellationToken))
        {
            throw new IOException("TLS could not be started.");
        }

        if (session.StartsCompression)
        {
            session.StartCompression();
        }
    }

    private async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, string name, string connectionId, CancellationToken cancellationToken)
    {
        if (ImapCommandTable.Find(name) is not { } command)
        {
            return ImapReply.Bad("Unknown command");
        }

        if (!command.States.HasFlag(session.State))
        {
            return ImapReply.Bad(session.State switch
            {
                ImapStates.NotAuthenticated => "Log in first",
                ImapStates.Authenticated when command.States == ImapStates.Selected => "Select a mailbox first",
                _ => "Already logged in",
            });
        }

        // IDLE has its own limit; it is meant to last.
        using var slow = new CancellationTokenSource(name == "IDLE" ? services.Options.IdleTimeout : services.Options.CommandTimeout, services.Time);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        try
        {
            var reply = await command.ExecuteAsync(session, parser, running.Token);
            if (reply.Status != "BAD")
            {
                await session.RefreshAsync(command.AllowsExpunge, running.Token);
            }

            return reply;
        }
        catch (Exception exception) when (!IsLost(exception) && exception is not OperationCanceledException)
        {
            LogFailed(exception, name, connectionId);
            return ImapReply.No("Internal error, try again later", "SERVERBUG");
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "IMAP {Command} failed on connection {ConnectionId}")]
    private partial void LogFailed(Exception exception, string command, string connectionId);

    [LoggerMessage(4102, LogLevel.Debug, "IMAP connection {ConnectionId} was lost: {Reason}")]
    private partial void LogLost(string reason, string connectionId);
}
