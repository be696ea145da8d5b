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
}
