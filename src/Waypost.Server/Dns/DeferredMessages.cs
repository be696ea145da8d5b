using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Answers deferred messages; what nothing here implements gets the answer that the responder has for it.</summary>
public sealed class DeferredMessages(QueryResponder responder) : IDeferredMessages
{
    /// <inheritdoc/>
    public async Task HandleAsync(DnsPeer peer, ReadOnlyMemory<byte> message, IDnsReplies replies, CancellationToken cancellationToken)
    {
        var response = new byte[peer.IsStream ? QueryResponder.MaxTcpPayload : QueryResponder.MaxUdpPayload];
        var length = responder.RespondNow(peer, null, message.Span, response);
        if (length > 0)
        {
            await replies.SendAsync(response.AsMemory(0, length), cancellationToken);
        }
    }
}
