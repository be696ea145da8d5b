using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.Accounts;

/// <summary>Accounts: people who log in.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder v1) =>
        v1.MapKeyedTable<AccountTable, Account, AccountPut>(new("accounts", "Accounts", "account", "Account", "Accounts"));
}
