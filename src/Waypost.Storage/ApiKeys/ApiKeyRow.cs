namespace Waypost.Storage.ApiKeys;

/// <summary>An API key that a request presented.</summary>
public sealed record ApiKeyRow(long Id, string Name, string Scope)
{
    /// <summary>What the key may do, as the API's JSON; null for all that its scope allows.</summary>
    public string? Permissions { get; init; }

    /// <summary>The networks that it may be used from; null for any.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
