using Waypost.Api.Features.Records;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Changesets;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Changesets;

/// <summary>Takes a changeset back: each resource must be as the changeset left it, and becomes what it was before.</summary>
public sealed class ChangesetReversal(ChangeTargets targets, ChangeRunner runner, ChangesetReader reader, ZoneRepository zones, ChangesetRepository changesets)
{
    public async Task<IResult> RunAsync(ChangesetRow row, ChangeOptions options, CancellationToken cancellationToken)
    {
        if (row.RevertedById is { } done)
        {
            return Problems.Conflict($"Changeset {row.Id} has been taken back already, by changeset {done}.");
        }

        var steps = new List<IChangeStep>();
        var records = ChangesetReader.ReadRecords(row).ToList();
        var serials = records.Select(record => record.Zone).OfType<ZoneVersionChange>().GroupBy(ChangesetReader.KeyOf).ToDictionary(zone => PathOf(zone.Key), zone => zone.Last().Serial, StringComparer.Ordinal);
        var created = records.Where(record => record is { Op: "created" } && serials.ContainsKey(record.Path!)).Select(record => record.Path!).ToHashSet(StringComparer.Ordinal);
        foreach (var record in Enumerable.Reverse(records))
        {
            if (record.Zone is { } version)
            {
                var key = ChangesetReader.KeyOf(version);
                if (created.Contains(PathOf(key)))
                {
                    // Goes with the zone.
                    continue;
                }

                if (await reader.ReadVersionAsync(record, cancellationToken) is not { } changes)
                {
                    return Problems.Conflict($"The journal of the zone \"{version.Zone}\" does not have version {version.Serial} any more.");
                }

                steps.AddRange(changes.Where(change => !ChangesetReader.IsSerial(change)).Select(change => new RrsetUndoStep(zones, key, change)));
                continue;
            }

            var draft = targets.Undo(record.Path!, record.Before, record.After, serials.TryGetValue(record.Path!, out var serial) ? serial : null);
            if (draft.Step is not { } step)
            {
                return Problems.Conflict($"{record.Path} cannot be taken back: it {draft.Errors[0].Message}.");
            }

            steps.Add(step);
        }

        var result = await runner.RunAsync(steps, options, cancellationToken);
        if (result.FailedIndex is { } failed)
        {
            var outcome = result.Outcomes[failed]!;
            return Problems.Conflict(outcome.Reason is { } reason
                ? reason + await LaterAsync(row.Id, steps[failed].Path, cancellationToken)
                : $"{steps[failed].Path} cannot be taken back. {string.Join(" ", outcome.Errors.Select(error => error.Message))}");
        }

        return ChangesetAnswer.Of(result, steps, options);
    }

    // Who changed it, if it was a write of the API.
    private async Task<string> LaterAsync(long id, string path, CancellationToken cancellationToken) =>
        (await changesets.ListAsync(long.MaxValue, null, path, 1, cancellationToken)) is [var later] && later.Id > id
            ? $" Changeset {later.Id} of {later.Actor} touched it last."
            : "";

    private static string PathOf(Waypost.Dns.Serving.ZoneKey key) => ZoneContracts.PathOf(key) + ZoneContracts.QueryOf(key);
}
