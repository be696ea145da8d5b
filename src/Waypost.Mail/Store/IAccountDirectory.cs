
namespace Waypost.Mail.Store;

/// <summary>Checks a login. The time taken does not tell an unknown account from a wrong password.</summary>
public interface IAccountDirectory
{
    /// <summary>The account of a user name (<c>ann</c>, or <c>ann@domain</c> for any mail domain) and password, or null.</summary>
    Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>The account of a user name with its keys for SCRAM-SHA-256, or null.</summary>
    Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken);

    /// <summary>The same directory as one connection sees it: only accounts that may use its protocol, and failures counted for its client.</summary>
    IAccountDirectory For(LoginOrigin origin) => this;
}

/// <summary>An account that has logged in.</summary>
public sealed record AccountLogin(long Id, string Name);
