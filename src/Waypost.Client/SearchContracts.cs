namespace Waypost.Client;

/// <summary>Something that GET /v1/search found: <c>kind</c> is the collection, <c>path</c> where the resource is, <c>detail</c> what it says.</summary>
public sealed record SearchHit(string Kind, string Key, string Path, string Detail);

/// <summary>An RRset that GET /v1/records found, and where.</summary>
public sealed record RecordHit(string Zone, string View, string Owner, string Type, long Ttl, IReadOnlyList<string> Records, string Path);
