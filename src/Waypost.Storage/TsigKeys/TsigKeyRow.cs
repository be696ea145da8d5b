namespace Waypost.Storage.TsigKeys;

/// <summary>A TSIG key without its secret.</summary>
public sealed record TsigKeyRow(string Name, string Algorithm, DateTimeOffset CreatedAt);
