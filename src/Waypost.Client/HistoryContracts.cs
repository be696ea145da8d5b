namespace Waypost.Client;

/// <summary>One version of a zone: when it came, who made it, and how many RRsets it changed. The oldest that is known has no <c>fromSerial</c>.</summary>
public sealed record ZoneVersion(long Serial, DateTimeOffset At, long? FromSerial = null, string? Actor = null, int? Changes = null);

/// <summary>A version of a zone with its records.</summary>
public sealed record ZoneVersionContent(string Zone, long Serial, IReadOnlyList<Rrset> Rrsets);

/// <summary>What leads from one version of a zone to another.</summary>
public sealed record ZoneDiff(string Zone, long From, long To, IReadOnlyList<RrsetDifference> Changes);

/// <summary>One RRset that differs: <c>status</c> is created, updated or deleted; <c>before</c> or <c>after</c> is absent when there was or is none.</summary>
public sealed record RrsetDifference(string Status, string Owner, string Type, Rrset? Before = null, Rrset? After = null);

/// <summary>POST /v1/zones/{zone}:restore: the zone gets the records of a version again, with a new serial.</summary>
public sealed record ZoneRestore(long Serial, bool DryRun = false);
