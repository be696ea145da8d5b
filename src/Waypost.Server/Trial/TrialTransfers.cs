using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>Zone transfers of the trial mode: secondaries kept fresh, primaries announced.</summary>
public sealed class TrialTransfers(SecondaryBook book, SecondaryScheduler scheduler, NotifySender notifications, ZoneChanges changes, TimeProvider time)
{
    /// <summary>Before the first transfer, when all zones are known and loaded.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await scheduler.PrepareAsync(cancellationToken);
        notifications.Prepare();
    }

    /// <summary>A view may be new: what is published in it is to be heard of.</summary>
    public void ViewsChanged() => changes.Attach();

    /// <summary>Adds what is known of a secondary zone: its next refresh, and when it expires.</summary>
    public RndcZone Describe(TrialZone zone, RndcZone described) => zone.Kind == ZoneKind.Secondary && book.Find(zone.Key) is { } state
        ? described with { NextRefresh = state.NextCheck, Expires = state.ExpiresAt, LastLoaded = state.LastTransfer ?? described.LastLoaded }
        : described;

    /// <summary>Sends NOTIFY for a zone; one without content is silently not announced, as in BIND.</summary>
    public RndcReply Notify(TrialZone zone)
    {
        notifications.Announce(zone.Key);
        return RndcReply.Done;
    }

    /// <summary>Asks a zone's primaries now.</summary>
    public RndcReply Refresh(TrialZone zone, bool transfer) =>
        book.Request(zone.Key, first: null, transfer, time.GetUtcNow()) ? RndcReply.Done : new RndcReply(RndcResult.NotFound);
}
