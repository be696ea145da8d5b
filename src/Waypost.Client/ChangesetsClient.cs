namespace Waypost.Client;

/// <summary><c>/v1/changesets</c>: many writes as one, what every write changed, and the way back.</summary>
public sealed class ChangesetsClient
{
    private readonly ApiTransport transport;

    internal ChangesetsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>Applies operations in order, all or none; with <see cref="ChangesetRequest.DryRun"/> it only says what would change.</summary>
    public async Task<Changeset> ApplyAsync(ChangesetRequest request, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Post, "v1/changesets", ApiTransport.Body(request, ApiTransport.Json.ChangesetRequest), Precondition.None, ApiTransport.Json.Changeset, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>One changeset with every resource before and after.</summary>
    public async Task<Changeset> GetAsync(string id, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Get, ApiTransport.Path("changesets", id), null, Precondition.None, ApiTransport.Json.Changeset, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Changesets without their changes, newest first; those of one actor, or that touch a path.</summary>
    public Task<Page<Changeset>> ListPageAsync(string? actor, string? path, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var query = string.Join('&', new[] { actor is null ? null : "actor=" + Uri.EscapeDataString(actor), path is null ? null : "path=" + Uri.EscapeDataString(path) }.OfType<string>());
        return ResourceClient<Changeset>.PageAsync(transport, ApiTransport.WithQuery("v1/changesets", query), cursor, limit, ApiTransport.Json.PageChangeset, cancellationToken);
    }

    /// <summary>Takes a changeset back; 409 when something has changed since what it changed.</summary>
    public async Task<Changeset> RevertAsync(string id, ChangesetRevert request, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Post, ApiTransport.Path("changesets", id) + ":revert", ApiTransport.Body(request, ApiTransport.Json.ChangesetRevert), Precondition.None, ApiTransport.Json.Changeset, cancellationToken).ConfigureAwait(false)).Value;
}
