namespace Waypost.Storage.Accounts;

/// <summary>A person who logs in. The password's hash never leaves the repository.</summary>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AccountRow(string Name, DateTimeOffset CreatedAt)
{
    /// <summary>What may be set beside the password.</summary>
    public AccountSettings Settings { get; init; } = new();
}

/// <summary>What an account may do and hold.</summary>
/// <param name="Disabled">Whether nobody can log in; mail still comes.</param>
/// <param name="Protocols">What it may use; null for all.</param>
/// <param name="QuotaStorage">Octets that it may hold; null without a limit.</param>
/// <param name="QuotaMessages">Messages that it may hold; null without a limit.</param>
public sealed record AccountSettings(bool Disabled = false, IReadOnlyList<string>? Protocols = null, long? QuotaStorage = null, long? QuotaMessages = null);
