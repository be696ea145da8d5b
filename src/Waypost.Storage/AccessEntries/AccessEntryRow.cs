namespace Waypost.Storage.AccessEntries;

/// <summary>A key of the access table and what to do when it applies.</summary>
public sealed record AccessEntryRow(string Key, string Value);
