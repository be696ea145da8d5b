namespace Waypost.Mail.Store;

/// <summary>Checks a login. The time taken does not tell an unknown account from a wrong password.</summary>
public interface IAccountDirectory
{
    /// <summary>The account of a user name (<c>ann</c>, or <c>ann@domain</c> for any mail domain) and password, or null.</summary>
    Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken);
}

/// <summary>An account that has logged in.</summary>
public sealed record AccountLogin(long Id, string Name);
