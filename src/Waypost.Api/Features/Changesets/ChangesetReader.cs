using System.Globalization;
using System.Text.Json;
using Waypost.Api.Features.Zones;
using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Changesets;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Changesets;

/// <summary>What is recorded of a changeset, with the records of zones out of their journals.</summary>
public sealed class ChangesetReader(ZoneHistory history)
{
    /// <summary>Without the changes.</summary>
    public static Changeset ToSummary(ChangesetRow row) =>
        new(IdOf(row.Id)!, row.Actor, row.CreatedAt, row.OperationCount, row.Note, IdOf(row.RevertsId), IdOf(row.RevertedById));

    public async Task<Changeset> ReadAsync(ChangesetRow row, CancellationToken cancellationToken)
    {
        var changes = new List<ResourceChange>();
        var zones = new List<ZoneVersionChange>();
        foreach (var record in ReadRecords(row))
        {
            if (record.Zone is not { } zone)
            {
                changes.Add(new(record.Op!, record.Path!, record.Before, record.After));
                continue;
            }

            zones.Add(zone);
            var key = KeyOf(zone);
            changes.AddRange((await ReadVersionAsync(record, cancellationToken) ?? []).Where(change => !IsSerial(change)).Select(change => ToChange(key, change)));
        }

        return ToSummary(row) with { Changes = changes, Zones = zones.Count == 0 ? null : zones };
    }

    /// <summary>What a version of a zone changed; null when the journal does not have it.</summary>
    public Task<IReadOnlyList<RrsetChange>?> ReadVersionAsync(RecordedChange record, CancellationToken cancellationToken) =>
        history.ReadChangesAsync(record.ZoneId, (uint)record.Zone!.FromSerial, (uint)record.Zone.Serial, cancellationToken);

    public static ZoneKey KeyOf(ZoneVersionChange zone) => new(zone.View, RrsetNormalizer.NormalizeZoneName(zone.Zone) ?? zone.Zone);

    /// <summary>Whether a change is of nothing but the serial.</summary>
    public static bool IsSerial(RrsetChange change) =>
        change is { Before: { Type: "SOA" } before, After: { Type: "SOA" } after } && before.Ttl == after.Ttl
        && SoaSerial.Write(before, 0).Rdata.SequenceEqual(SoaSerial.Write(after, 0).Rdata, StringComparer.Ordinal);

    public static IEnumerable<RecordedChange> ReadRecords(ChangesetRow row)
    {
        using var document = JsonDocument.Parse(row.Changes);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            yield return element.TryGetProperty("zone", out var zone)
                ? new(null, null, null, null, new(zone.GetString()!, element.GetProperty("view").GetString()!, element.GetProperty("from").GetInt64(), element.GetProperty("to").GetInt64()), element.GetProperty("id").GetInt64())
                : new(element.GetProperty("op").GetString(), element.GetProperty("path").GetString(), Member(element, "before"), Member(element, "after"), null, 0);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member.Clone() : null;

    private static ResourceChange ToChange(ZoneKey key, RrsetChange change) => new(
        change.Before is null ? "created" : change.After is null ? "deleted" : "updated",
        ZoneRecordWrites.PathOf(key, change.After ?? change.Before!),
        ChangesetAnswer.ToElement(change.Before is null ? null : ZoneContracts.ToRrset(key.Origin, change.Before)),
        ChangesetAnswer.ToElement(change.After is null ? null : ZoneContracts.ToRrset(key.Origin, change.After)));

    private static string? IdOf(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One entry of a record: a change of a resource, or a new version of a zone.</summary>
public sealed record RecordedChange(string? Op, string? Path, JsonElement? Before, JsonElement? After, ZoneVersionChange? Zone, long ZoneId);
