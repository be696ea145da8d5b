namespace Waypost.Client;

/// <summary><c>/v1/queue</c>: messages that wait for a delivery.</summary>
public sealed class QueueClient : ResourceClient<QueueMessage>
{
    internal QueueClient(ApiTransport transport)
        : base(transport, "queue", ApiTransport.Json.QueueMessage, ApiTransport.Json.PageQueueMessage)
    {
    }

    /// <summary>One page of the messages that a filter takes.</summary>
    public Task<Page<QueueMessage>> ListPageAsync(QueueActionRequest filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        string?[] members =
        [
            MessagesClient.Member("sender", filter.Sender), MessagesClient.Member("recipient", filter.Recipient), MessagesClient.Member("domain", filter.Domain),
            MessagesClient.Member("state", filter.State), MessagesClient.Member("olderThan", filter.OlderThan),
        ];
        return PageAsync(Transport, ApiTransport.WithQuery("v1/queue", string.Join('&', members.OfType<string>())), cursor, limit, ApiTransport.Json.PageQueueMessage, cancellationToken);
    }

    /// <summary>Every message that a filter takes.</summary>
    public IAsyncEnumerable<QueueMessage> ListAsync(QueueActionRequest filter, CancellationToken cancellationToken) =>
        EnumerateAsync((cursor, limit, cancellation) => ListPageAsync(filter, cursor, limit, cancellation), cancellationToken);

    /// <summary>Keeps a message from being tried until it is released.</summary>
    public Task HoldAsync(string id, CancellationToken cancellationToken) => ActAsync("hold", id, cancellationToken);

    /// <summary>Undoes a hold.</summary>
    public Task ReleaseAsync(string id, CancellationToken cancellationToken) => ActAsync("release", id, cancellationToken);

    /// <summary>Makes a message due now.</summary>
    public Task FlushAsync(string id, CancellationToken cancellationToken) => ActAsync("flush", id, cancellationToken);

    /// <summary>Does <c>hold</c>, <c>release</c>, <c>flush</c>, <c>requeue</c>, <c>expire</c> or <c>bounce</c> to one message.</summary>
    public Task ActAsync(string action, string id, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Post, PathOf(id) + ":" + action, null, Precondition.None, cancellationToken);

    /// <summary>Does one of these, or <c>delete</c>, to every recipient that a filter takes.</summary>
    public async Task<QueueActionSummary> ActAsync(string action, QueueActionRequest filter, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(
            HttpMethod.Post, "v1/queue:" + action, ApiTransport.Body(filter, ApiTransport.Json.QueueActionRequest), Precondition.None, ApiTransport.Json.QueueActionSummary, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Gives a message another priority, -9 to 9.</summary>
    public async Task<QueueMessage> SetPriorityAsync(string id, int priority, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(
            HttpMethod.Patch, PathOf(id), ApiTransport.Body(new QueueMessagePatch(priority), ApiTransport.Json.QueueMessagePatch), Precondition.None, ApiTransport.Json.QueueMessage, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Makes every queued message due now.</summary>
    public async Task<QueueFlushResult> FlushAllAsync(CancellationToken cancellationToken) =>
        new((await ActAsync("flush", new QueueActionRequest(All: true), cancellationToken).ConfigureAwait(false)).Recipients);
}
