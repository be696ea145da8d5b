using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>A zone as its row has it.</summary>
internal sealed class ZoneRecord
{
    public long Id { get; init; }

    public required string Origin { get; init; }

    public long Serial { get; init; }

    public int RecordCount { get; init; }

    public required string Etag { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public Stored<ZoneRow> ToStored() => new(new ZoneRow(Origin, (uint)Serial, RecordCount, CreatedAt, UpdatedAt), Etag);
}
