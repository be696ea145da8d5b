using Microsoft.Extensions.Logging;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>What one check of a secondary zone came to.</summary>
/// <param name="Soa">The SOA of what is served after it; null when there is nothing.</param>
/// <param name="Transferred">Whether a new version was stored.</param>
/// <param name="Problem">Why it failed; null when a primary confirmed what is served, or gave something newer.</param>
/// <param name="Primary">The primary that answered.</param>
public sealed record CheckOutcome(SoaFields? Soa, bool Transferred, string? Problem, PrimaryAddress? Primary);

/// <summary>One check of one secondary zone: asks the primaries in turn for the serial, and transfers what is newer.</summary>
public sealed partial class SecondaryRefresher(ZoneTransferClient client, ISecondaryStore store, TransferGate gate, ILogger<SecondaryRefresher> logger)
{
    /// <summary>Runs the check. Network failures are outcomes; only cancellation and faults of the store throw.</summary>
    /// <param name="first">The primary to begin with, such as the one that sent a NOTIFY; null for the order of the settings.</param>
    /// <param name="force">Transfer the zone whole, whatever the serial.</param>
    public async Task<CheckOutcome> CheckAsync(ZoneKey key, ServedZone zone, string? first, bool force, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var primaries = PrimaryLists.Resolve(zone.Policy.Settings.Primaries ?? [], static _ => null, problems);
        var current = zone.Snapshot is { } snapshot ? SoaFields.Read(snapshot.Soa) : null;
        if (!DnsName.TryParse(key.Origin, DnsName.Root, out var origin, out _) || primaries.Count == 0)
        {
            return new CheckOutcome(current, false, problems is [var problem, ..] ? problem : "the zone has no primaries", null);
        }
        foreach (var primary in primaries.OrderBy(each => each.ToString() == first ? 0 : 1))
        {
            var outcome = await CheckOneAsync(new Target(key, origin, primary, current, force), cancellationToken);
            if (outcome.Problem is null)
            {
                return outcome;
            }
            problems.Add($"{primary.EndPoint}: {outcome.Problem}");
            LogProblem(key.Origin, key.View, primary.EndPoint.ToString(), outcome.Problem);
        }
        return new CheckOutcome(current, false, string.Join("; ", problems), null);
    }

    private async Task<CheckOutcome> CheckOneAsync(Target target, CancellationToken cancellationToken)
    {
        if (target is { Current: { } current, Force: false })
        {
            var reply = await client.AskSoaAsync(target.Primary, target.Origin, cancellationToken);
            if (reply.Value is not { } soa)
            {
                return target.Fail(reply.Problem!);
            }
            if (soa.Serial == current.Serial)
            {
                return new CheckOutcome(current, false, null, target.Primary);
            }
            if (!SoaSerial.IsNewer(soa.Serial, current.Serial))
            {
                return target.Fail($"its serial {soa.Serial} is older than {current.Serial}, which is served");
            }
        }
        var address = target.Primary.EndPoint.Address;
        await gate.EnterAsync(address, cancellationToken);
        try
        {
            return await TransferAsync(target, cancellationToken);
        }
        finally
        {
            gate.Leave(address);
        }
    }

    private async Task<CheckOutcome> TransferAsync(Target target, CancellationToken cancellationToken)
    {
        if (target is { Current: not null, Force: false })
        {
            var changes = await client.TransferAsync(target.Primary, target.Origin, target.Current, incremental: true, cancellationToken);
            var outcome = await StoreAsync(target, changes, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }
        }
        var whole = await client.TransferAsync(target.Primary, target.Origin, target.Force ? null : target.Current, incremental: false, cancellationToken);
        return await StoreAsync(target, whole, cancellationToken) ?? target.Fail("the transfer cannot be used");
    }

    // Null when a whole transfer may do what the incremental one did not.
    private async Task<CheckOutcome?> StoreAsync(Target target, TransferReply reply, CancellationToken cancellationToken)
    {
        switch (reply.Outcome)
        {
            case ZoneIsCurrent:
                return new CheckOutcome(target.Current, false, null, target.Primary);
            case WholeZone zone:
                if (ZoneChecker.Check(target.Key.Origin, zone.Rrsets) is [var wrong, ..])
                {
                    return target.Fail($"the zone cannot be served: {wrong.Owner} {wrong.Type}: {wrong.Message}");
                }
                var stored = await store.ReplaceAsync(target.Key, zone, cancellationToken);
                return Finish(target, stored, zone.Soa, "AXFR", zone.RecordCount, reply.Bytes) ?? target.Fail(stored.Problem ?? "the zone is gone");
            case ZoneDeltas deltas:
                var applied = await store.ApplyAsync(target.Key, deltas, cancellationToken);
                var outcome = Finish(target, applied, deltas.Soa, "IXFR", deltas.Deltas.Sum(delta => delta.Removed.Count + delta.Added.Count), reply.Bytes);
                if (outcome is null && applied.Problem is { } problem)
                {
                    LogMisfit(target.Key.Origin, target.Key.View, problem);
                }
                return outcome ?? (applied.Problem is null ? target.Fail("the zone is gone") : null);
            default:
                return reply.Refusal is { IncrementalNotPossible: false } refusal ? target.Fail(refusal.Reason) : null;
        }
    }

    private CheckOutcome? Finish(Target target, TransferStored stored, SoaFields soa, string how, int records, long bytes)
    {
        if (stored.Snapshot is null)
        {
            return null;
        }
        LogTransferred(target.Key.Origin, target.Key.View, soa.Serial, target.Primary.EndPoint.ToString(), how, records, bytes);
        return new CheckOutcome(soa, true, null, target.Primary);
    }

    private sealed record Target(ZoneKey Key, DnsName Origin, PrimaryAddress Primary, SoaFields? Current, bool Force)
    {
        public CheckOutcome Fail(string problem) => new(Current, false, problem, null);
    }

    [LoggerMessage(1201, LogLevel.Information, "Zone {Origin} (view {View}) has the serial {Serial} from {Primary}: {How}, {Records} records, {Bytes} bytes")]
    private partial void LogTransferred(string origin, string view, uint serial, string primary, string how, int records, long bytes);

    [LoggerMessage(1202, LogLevel.Warning, "Zone {Origin} (view {View}) got nothing from {Primary}: {Problem}")]
    private partial void LogProblem(string origin, string view, string primary, string problem);

    [LoggerMessage(1203, LogLevel.Information, "Zone {Origin} (view {View}) is transferred whole: {Problem}")]
    private partial void LogMisfit(string origin, string view, string problem);
}
