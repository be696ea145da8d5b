using Waypost.Dns.Rndc;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>What rndc wants of zone transfers: notifying, refreshing, and how it stands with them.</summary>
public interface ITrialTransfers
{
    int Running { get; }

    int Deferred { get; }

    int SoaQueries { get; }

    /// <summary>Adds what is known of a secondary zone: its next refresh, and when it expires.</summary>
    RndcZone Describe(TrialZone zone, RndcZone described);

    Task<RndcReply> NotifyAsync(TrialZone zone, CancellationToken cancellationToken);

    Task<RndcReply> RefreshAsync(TrialZone zone, bool transfer, CancellationToken cancellationToken);
}
