using Microsoft.Extensions.Logging;
using Waypost.Dns.Names;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns.Deferred;

/// <summary>
/// Verifies the signature of deferred messages (RFC 8945 section 5.2) and hands them to what is registered for them; queries that
/// nothing is registered for are answered from the zones.
/// </summary>
public sealed partial class DeferredMessages(
    QueryResponder responder, ViewTable views, TsigVerifier verifier, IEnumerable<IDeferredHandler> handlers, TimeProvider time, ILogger<DeferredMessages> logger) : IDeferredMessages
{
    private readonly IDeferredHandler[] _handlers = [.. handlers];

    /// <inheritdoc/>
    public Task HandleAsync(DnsPeer peer, ReadOnlyMemory<byte> message, IDnsReplies replies, CancellationToken cancellationToken)
    {
        var tsig = verifier.Verify(message.Span);
        if (DeferredRequest.Read(peer, message, tsig, views) is not { } request)
        {
            return Task.CompletedTask;
        }
        var signed = new DeferredReplies(request, replies, TsigSigner.ForResponse(tsig, time));
        switch (tsig.Status)
        {
            case TsigStatus.Malformed:
                return signed.SendCodeAsync(ResponseCode.FormatError, cancellationToken).AsTask();
            case TsigStatus.Refused:
                LogRefused(tsig, peer);
                return signed.SendCodeAsync(ResponseCode.NotAuthoritative, cancellationToken).AsTask();
            default:
                return Array.Find(_handlers, each => each.Handles(request)) is { } handler
                    ? handler.HandleAsync(request, signed, cancellationToken)
                    : AnswerAsync(request, signed, cancellationToken);
        }
    }

    private async Task AnswerAsync(DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken)
    {
        var buffer = new byte[request.Peer.IsStream ? QueryResponder.MaxTcpPayload : QueryResponder.MaxUdpPayload];
        var length = responder.RespondNow(request.Peer, request.Key, request.Message.Span, buffer, replies.Overhead);
        if (length > 0)
        {
            await replies.SendAsync(buffer, length, cancellationToken);
        }
    }

    // One line a cause, so that each can be found: the client is told NOTAUTH for all of them.
    private void LogRefused(TsigRequest tsig, DnsPeer peer)
    {
        switch (tsig.Error)
        {
            case TsigError.BadKey when tsig.IsLegacyRefused:
                LogLegacyKey(peer, tsig.KeyName!, tsig.AlgorithmName!);
                break;
            case TsigError.BadKey:
                LogBadKey(peer, tsig.KeyName!, tsig.AlgorithmName!);
                break;
            case TsigError.BadSignature:
                LogBadSignature(peer, tsig.KeyName!);
                break;
            case TsigError.BadTime:
                LogBadTime(peer, tsig.KeyName!, time.GetUtcNow().ToUnixTimeSeconds() - (long)tsig.TimeSigned);
                break;
            default:
                LogBadTruncation(peer, tsig.KeyName!, tsig.Mac.Length);
                break;
        }
    }

    [LoggerMessage(1040, LogLevel.Warning, "TSIG of {Peer} refused (BADKEY): no key {Key} with the algorithm {Algorithm}")]
    private partial void LogBadKey(DnsPeer peer, DnsName key, DnsName algorithm);

    [LoggerMessage(1041, LogLevel.Warning, "TSIG of {Peer} refused (BADKEY): the key {Key} uses {Algorithm}, which Dns:AcceptLegacyTsig does not allow")]
    private partial void LogLegacyKey(DnsPeer peer, DnsName key, DnsName algorithm);

    [LoggerMessage(1042, LogLevel.Warning, "TSIG of {Peer} refused (BADSIG): the MAC is not that of the key {Key}")]
    private partial void LogBadSignature(DnsPeer peer, DnsName key);

    [LoggerMessage(1043, LogLevel.Warning, "TSIG of {Peer} refused (BADTIME): signed with the key {Key} by a clock that is {Seconds} s behind this one")]
    private partial void LogBadTime(DnsPeer peer, DnsName key, long seconds);

    [LoggerMessage(1044, LogLevel.Warning, "TSIG of {Peer} refused (BADTRUNC): {Octets} bytes of MAC are fewer than the key {Key} wants")]
    private partial void LogBadTruncation(DnsPeer peer, DnsName key, int octets);
}
