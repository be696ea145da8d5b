using Waypost.Dns.Serving;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>A zone as its row has it.</summary>
internal sealed class ZoneRecord
{
    public long Id { get; init; }

    public required string ViewName { get; init; }

    public required string Origin { get; init; }

    public required string ZoneKind { get; init; }

    public string? Settings { get; init; }

    public long Serial { get; init; }

    public int RecordCount { get; init; }

    public required string Etag { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public ZoneKey Key => new(ViewName, Origin);

    public ZoneKind Kind => ZoneKinds.Read(ZoneKind);

    public Stored<ZoneRow> ToStored() =>
        new(new ZoneRow(Key, Kind, ConfigurationJson.ReadSettings(Settings), (uint)Serial, RecordCount, CreatedAt, UpdatedAt), Etag);
}
