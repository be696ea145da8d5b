using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Where responses to one deferred message go.</summary>
public interface IDnsReplies
{
    /// <summary>Sends one whole DNS message; the caller may use the memory again afterwards.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}

/// <summary>Answers messages that take time or state: updates, notifications, transfers, signed queries.</summary>
public interface IDeferredMessages
{
    /// <summary>Answers one message with none, one or (a transfer over a stream) many responses.</summary>
    Task HandleAsync(DnsPeer peer, ReadOnlyMemory<byte> message, IDnsReplies replies, CancellationToken cancellationToken);
}
