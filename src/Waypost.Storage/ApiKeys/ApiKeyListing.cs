namespace Waypost.Storage.ApiKeys;

/// <summary>An API key in a listing; the key itself is not kept.</summary>
public sealed record ApiKeyListing(long Id, string Name, string Scope, DateTimeOffset CreatedAt)
{
    public ApiKeyLimits Limits { get; init; } = new(null, null, null);

    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>What narrows a key: permissions as the API's JSON, networks, and when it ends; null for no limit.</summary>
public sealed record ApiKeyLimits(string? Permissions, IReadOnlyList<string>? Networks, DateTimeOffset? ExpiresAt);
