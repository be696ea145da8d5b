namespace Waypost.Server.Dns.Deferred;

/// <summary>Answers one kind of deferred message: an opcode, or a type of query. Register it as a singleton of this type.</summary>
public interface IDeferredHandler
{
    /// <summary>Whether a message is of this kind.</summary>
    bool Handles(DeferredRequest request);

    /// <summary>Answers it. The first handler that <see cref="Handles"/> it is the only one.</summary>
    Task HandleAsync(DeferredRequest request, DeferredReplies replies, CancellationToken cancellationToken);
}
