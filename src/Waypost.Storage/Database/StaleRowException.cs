namespace Waypost.Storage.Database;

/// <summary>A row changed between its reading and its writing in one unit of work: the unit is done again.</summary>
public sealed class StaleRowException() : Exception("A row changed while it was being written.");
