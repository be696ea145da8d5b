namespace Waypost.Storage.Aliases;

/// <summary>A local name and the addresses or local names that it stands for.</summary>
public sealed record AliasRow(string Name, IReadOnlyList<string> Targets);
