using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>A zone.</summary>
/// <param name="Settings">Its own settings; null when it has none.</param>
/// <param name="Serial">0 while a secondary has no content.</param>
public sealed record ZoneRow(ZoneKey Key, ZoneKind Kind, ZoneSettings? Settings, uint Serial, int RecordCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Absolute, in lower case, with its final dot.</summary>
    public string Origin => Key.Origin;
}

/// <summary>One page of a zone's RRsets in canonical order; <see cref="Next"/> is null on the last.</summary>
public sealed record RrsetPage(IReadOnlyList<ZoneRrset> Items, string? Next);

/// <summary>One write of a zone: the RRset at owner and type becomes <see cref="After"/>, or goes when that is null.</summary>
/// <param name="IfMatch">Null for no condition, <c>*</c> when the RRset must exist, otherwise its ETag.</param>
/// <param name="IfNoneMatch">True when the RRset must not exist.</param>
public sealed record RrsetWrite(string Owner, string Type, ZoneRrset? After, string? IfMatch, bool IfNoneMatch);

/// <summary>What a write of a zone came to. Conflict comes with <see cref="Problems"/>: the zone would not load.</summary>
/// <param name="Serial">The serial in force after the write.</param>
/// <param name="FailedIndex">The index of the write whose condition failed, or null.</param>
public sealed record ZoneWriteResult(WriteStatus Status, uint Serial, IReadOnlyList<RrsetChange> Changes, int? FailedIndex, IReadOnlyList<ZoneProblem> Problems)
{
    /// <summary>The zone's number, by which its journal is found when the zone is gone.</summary>
    public long ZoneId { get; init; }

    /// <summary>The serial before the write.</summary>
    public uint FromSerial { get; init; }

    /// <summary>The ETag of every RRset that the write changed; null when it changed none.</summary>
    public string? ETag { get; init; }
}
