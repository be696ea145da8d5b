namespace Waypost.Client;

/// <summary><c>/v1/queue</c>: messages that wait for a delivery.</summary>
public sealed class QueueClient : ResourceClient<QueueMessage>
{
    internal QueueClient(ApiTransport transport)
        : base(transport, "queue", ApiTransport.Json.QueueMessage, ApiTransport.Json.PageQueueMessage)
    {
    }

    /// <summary>Keeps a message from being tried until it is released.</summary>
    public Task HoldAsync(string id, CancellationToken cancellationToken) => PostAsync(PathOf(id) + ":hold", cancellationToken);

    /// <summary>Undoes a hold.</summary>
    public Task ReleaseAsync(string id, CancellationToken cancellationToken) => PostAsync(PathOf(id) + ":release", cancellationToken);

    /// <summary>Makes a message due now.</summary>
    public Task FlushAsync(string id, CancellationToken cancellationToken) => PostAsync(PathOf(id) + ":flush", cancellationToken);

    /// <summary>Makes every queued message due now.</summary>
    public async Task<QueueFlushResult> FlushAllAsync(CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, "v1/queue:flush", null, Precondition.None, ApiTransport.Json.QueueFlushResult, cancellationToken).ConfigureAwait(false)).Value;

    private Task PostAsync(string path, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Post, path, null, Precondition.None, cancellationToken);
}
