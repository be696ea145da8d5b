namespace Waypost.Storage.ApiKeys;

/// <summary>An API key in a listing; the key itself is not kept.</summary>
public sealed record ApiKeyListing(long Id, string Name, string Scope, DateTimeOffset CreatedAt);
