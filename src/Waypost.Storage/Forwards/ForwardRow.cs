namespace Waypost.Storage.Forwards;

/// <summary>An account, or account+detail, and where its mail goes.</summary>
public sealed record ForwardRow(string Account, IReadOnlyList<string> Targets);
