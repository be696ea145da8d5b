namespace Waypost.Storage.ApiKeys;

/// <summary>An API key that a request presented.</summary>
public sealed record ApiKeyRow(long Id, string Name, string Scope);
