using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>What came of asking another name server: a value, or why there is none.</summary>
public readonly record struct Reply<T>(T? Value, string? Problem)
    where T : class;

/// <summary>One question to another name server and its one answer, over UDP with TCP behind it, or over TLS.</summary>
public sealed class ServerExchange(TsigKeyring keyring, TlsClient tls, IOptions<SecondaryOptions> options, TimeProvider time)
{
    private const int MaxDatagram = 4096;

    /// <summary>
    /// Sends over UDP, several times, until an answer comes that <paramref name="read"/> takes (null is for one that is none);
    /// nothing or a truncated answer leads to TCP.
    /// </summary>
    /// <param name="needsTcp">Whether an answer says to ask over TCP.</param>
    public async Task<Reply<T>> AskAsync<T>(
        PrimaryAddress server, byte[] message, Func<ReadOnlyMemory<byte>, T?> read, Predicate<T> needsTcp, int tries, bool tcpAfterSilence, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var query = SignedMessage.Of(message, server, keyring, time);
            if (server.Tls is null)
            {
                for (var attempt = 0; attempt < tries; attempt++)
                {
                    if (await AskOnceAsync(server, query, read, cancellationToken) is not { } answer)
                    {
                        continue;
                    }
                    if (answer.Problem is not null || !needsTcp(answer.Value!))
                    {
                        return answer;
                    }
                    tcpAfterSilence = true;
                    break;
                }
                if (!tcpAfterSilence)
                {
                    return new Reply<T>(null, "the server does not answer");
                }
            }
            return await AskOverStreamAsync(server, query, read, cancellationToken);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            return new Reply<T>(null, Describe(exception));
        }
    }

    /// <summary>Whether an exception is what networks and peers do, not a fault of this program.</summary>
    internal static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is SocketException or IOException or InvalidDataException or AuthenticationException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Such an exception in the words of the API and the log.</summary>
    internal static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "the server does not answer in time",
        EndOfStreamException => "the server closed the connection before the end",
        SocketException socket => $"the connection failed ({socket.SocketErrorCode})",
        IOException { InnerException: SocketException inner } => $"the connection failed ({inner.SocketErrorCode})",
        AuthenticationException => $"TLS failed: {exception.Message}",
        _ => exception.Message,
    };

    // Null when there was no answer in time.
    private async Task<Reply<T>?> AskOnceAsync<T>(PrimaryAddress server, SignedMessage query, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(options.Value.QueryTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // Connected, so that only this server's datagrams arrive; the system chose an unpredictable port.
        using var socket = new Socket(server.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var buffer = new byte[MaxDatagram];
        try
        {
            await socket.ConnectAsync(server.EndPoint, linked.Token);
            await socket.SendAsync(query.Bytes, linked.Token);
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, linked.Token);
                if (Take(buffer.AsMemory(0, length), query, read) is { } answer)
                {
                    return answer;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            // Nobody listens there, which TCP will tell as well.
            return null;
        }
    }

    private async Task<Reply<T>> AskOverStreamAsync<T>(PrimaryAddress server, SignedMessage query, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(2 * options.Value.QueryTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var connection = await PrimaryConnection.OpenAsync(server, tls, linked.Token);
        await connection.SendAsync(query.Bytes, linked.Token);
        var message = await connection.ReceiveAsync(linked.Token);
        return Take(message, query, read) ?? new Reply<T>(null, "the server answered something else");
    }

    // Null when the message is no answer to the query, or one that somebody else may have sent.
    private Reply<T>? Take<T>(ReadOnlyMemory<byte> message, SignedMessage query, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (query.Verifier(time) is { } verifier)
        {
            using (verifier)
            {
                switch (verifier.Verify(message.Span, out var length))
                {
                    case TsigStatus.Verified:
                        message = message[..length];
                        break;
                    case TsigStatus.Refused when message.Length > 3 && (message.Span[3] & 15) != 0:
                        return read(message) is null ? null : new Reply<T>(null, TsigProblem(verifier.Error));
                    default:
                        return null;
                }
            }
        }
        return read(message) is { } value ? new Reply<T>(value, null) : null;
    }

    /// <summary>A TSIG error as RFC 8945 section 3 names it.</summary>
    internal static string TsigProblem(TsigError error) => error switch
    {
        TsigError.BadKey => "TSIG failed with BADKEY: the server does not know the key or its algorithm",
        TsigError.BadSignature => "TSIG failed with BADSIG: the server has another secret, or did not sign its answer",
        TsigError.BadTime => "TSIG failed with BADTIME: the clocks differ too much",
        TsigError.BadTruncation => "TSIG failed with BADTRUNC: the MAC is too short",
        _ => "TSIG failed",
    };
}
