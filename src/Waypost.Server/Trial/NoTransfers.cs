using Waypost.Dns.Rndc;
using Waypost.Dns.Zones;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>Zones that are served and never transferred.</summary>
public sealed class NoTransfers : ITrialTransfers, ITrialZoneData
{
    public int Running => 0;

    public int Deferred => 0;

    public int SoaQueries => 0;

    public RndcZone Describe(TrialZone zone, RndcZone described) => described;

    public Task<RndcReply> NotifyAsync(TrialZone zone, CancellationToken cancellationToken) => Task.FromResult(RndcReply.Done);

    public Task<RndcReply> RefreshAsync(TrialZone zone, bool transfer, CancellationToken cancellationToken) => Task.FromResult(new RndcReply(RndcResult.NotImplemented));

    public Task ConfiguredAsync(TrialZone zone, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReplaceAsync(TrialZone zone, ZoneSnapshot snapshot, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemovedAsync(TrialZone zone, CancellationToken cancellationToken) => Task.CompletedTask;
}
