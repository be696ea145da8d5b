namespace Waypost.Client;

/// <summary><c>/v1/accounts</c>, keyed by login name. Passwords go in and never come out.</summary>
public sealed class AccountsClient : ResourceClient<Account>
{
    internal AccountsClient(ApiTransport transport)
        : base(transport, "accounts", ApiTransport.Json.Account, ApiTransport.Json.PageAccount)
    {
    }

    /// <summary>Creates or replaces the resource and returns it as stored.</summary>
    public Task<Tagged<Account>> PutAsync(string name, AccountPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.AccountPut), condition, cancellationToken);

    /// <summary>What the account's mailboxes hold.</summary>
    public async Task<AccountUsage> GetUsageAsync(string name, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Get, PathOf(name) + "/usage", null, Precondition.None, ApiTransport.Json.AccountUsage, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The account's app passwords, by name.</summary>
    public async Task<IReadOnlyList<AppPassword>> ListAppPasswordsAsync(string name, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Get, PathOf(name) + "/app-passwords", null, Precondition.None, ApiTransport.Json.PageAppPassword, cancellationToken).ConfigureAwait(false)).Value.Items;

    /// <summary>Creates an app password; the answer is the only one that shows it.</summary>
    public async Task<AppPasswordCreated> CreateAppPasswordAsync(string name, AppPasswordCreate body, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, PathOf(name) + "/app-passwords", ApiTransport.Body(body, ApiTransport.Json.AppPasswordCreate), Precondition.None, ApiTransport.Json.AppPasswordCreated, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Deletes an app password.</summary>
    public Task DeleteAppPasswordAsync(string name, string appPassword, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Delete, PathOf(name) + "/app-passwords/" + Uri.EscapeDataString(appPassword), null, Precondition.None, cancellationToken);
}
