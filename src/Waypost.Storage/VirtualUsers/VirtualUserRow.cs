namespace Waypost.Storage.VirtualUsers;

/// <summary>An address, or a pattern of them, and its one target.</summary>
public sealed record VirtualUserRow(string Address, string Target);
