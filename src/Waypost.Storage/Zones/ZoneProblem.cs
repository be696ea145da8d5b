namespace Waypost.Storage.Zones;

/// <summary>Stands in for the type of Waypost.Dns.Zones until that is merged.</summary>
public sealed record ZoneProblem(string Owner, string Type, string Message);
