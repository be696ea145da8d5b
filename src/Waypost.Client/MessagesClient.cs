namespace Waypost.Client;

/// <summary><c>/v1/messages</c>: what has become of messages, for some days after they have left the queue.</summary>
public sealed class MessagesClient
{
    private readonly ApiTransport transport;

    internal MessagesClient(ApiTransport transport) => this.transport = transport;

    /// <summary>Messages, the newest first.</summary>
    /// <param name="sender">Only of this reverse-path.</param>
    /// <param name="recipient">Only to this forward-path.</param>
    /// <param name="since">Only those accepted since.</param>
    /// <param name="cursor">Where the page begins: <see cref="Page{T}.Next"/> of the one before, null for the first.</param>
    /// <param name="limit">At most so many; null leaves it to the server.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Page<Message>> ListPageAsync(string? sender, string? recipient, DateTimeOffset? since, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var query = string.Join('&', new[] { Member("sender", sender), Member("recipient", recipient), Member("since", since?.UtcDateTime.ToString("O")) }.OfType<string>());
        return ResourceClient<Message>.PageAsync(transport, ApiTransport.WithQuery("v1/messages", query), cursor, limit, ApiTransport.Json.PageMessage, cancellationToken);
    }

    /// <summary>One message by its id or trace id; 404 when there is none.</summary>
    public async Task<Message> GetAsync(string id, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Get, ApiTransport.Path("messages", id), null, Precondition.None, ApiTransport.Json.Message, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The steps of a message, by its id or trace id.</summary>
    public IAsyncEnumerable<MessageStep> ReadEventsAsync(string id, CancellationToken cancellationToken) =>
        ResourceClient<MessageStep>.EnumerateAsync(
            (cursor, limit, cancellation) => ResourceClient<MessageStep>.PageAsync(transport, ApiTransport.Path("messages", id, "events"), cursor, limit, ApiTransport.Json.PageMessageStep, cancellation), cancellationToken);

    internal static string? Member(string name, string? value) => value is null ? null : name + "=" + Uri.EscapeDataString(value);
}
