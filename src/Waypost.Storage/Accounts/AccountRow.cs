namespace Waypost.Storage.Accounts;

/// <summary>A person who logs in. The password's hash never leaves the repository.</summary>
public sealed record AccountRow(string Name, DateTimeOffset CreatedAt);
