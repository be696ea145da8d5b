using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;

namespace Waypost.Api.Features.Accounts;

/// <summary>Accounts: people who log in.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapKeyedTable<AccountTable, Account, AccountPut>(new("accounts", "Accounts", "account", "Account", "Accounts"));
        group.MapGet("/{key}/usage", UsageAsync)
            .Describe("getAccountUsage", "Reads what the account's mailboxes hold.", 404).Produces<AccountUsage>();
        group.MapAppPasswords();
    }

    private static async Task<IResult> UsageAsync(RouteKey key, AccountRepository accounts, IAccountQuotas quotas, CancellationToken cancellationToken) =>
        await accounts.FindIdAsync(key.Value, cancellationToken) is { } id && await quotas.ReadAsync(id, cancellationToken) is { } usage
            ? Results.Ok(new AccountUsage(usage.StorageUsed, usage.MessagesUsed, usage.StorageLimit, usage.MessagesLimit))
            : Problems.NotFound("account", key.Value);
}
