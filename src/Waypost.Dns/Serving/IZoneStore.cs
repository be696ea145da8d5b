using Waypost.Dns.Zones;

namespace Waypost.Dns.Serving;

/// <summary>What an edit of a zone came to.</summary>
public enum ZoneEditStatus
{
    /// <summary>There is no such zone.</summary>
    NotFound,

    /// <summary>The edit made no changes.</summary>
    Unchanged,

    /// <summary>The changes are stored and served.</summary>
    Changed,
}

/// <summary>What an edit came to, and the version that is served after it (null when there is no zone).</summary>
public sealed record ZoneEditResult(ZoneEditStatus Status, ZoneSnapshot? Snapshot);

/// <summary>Works out the changes of an edit from the version before it: none, or some with the SOA of a new serial among them.</summary>
public delegate IReadOnlyList<RrsetChange> ZoneEdit(ZoneSnapshot before);

/// <summary>Keeps zones: what is written is durable, in the journal and the audit, and served before a call returns.</summary>
public interface IZoneStore
{
    /// <summary>
    /// Edits a zone. Edits that wait at the same time share one transaction, each made upon the version that the one before it
    /// left; an edit may be asked again when the transaction has to be done again.
    /// </summary>
    /// <param name="zone">The zone.</param>
    /// <param name="edit">Pure and quick: others wait.</param>
    /// <param name="actor">Who, for the audit: the name of a key, or an address.</param>
    /// <param name="cancellationToken">Heeded until the edit is taken up.</param>
    Task<ZoneEditResult> EditAsync(ZoneKey zone, ZoneEdit edit, string actor, CancellationToken cancellationToken);

    /// <summary>
    /// The difference between two versions out of the journal, condensed (RFC 1995 section 5): each RRset once. Null when the
    /// journal does not reach from one to the other, or it is longer than <paramref name="maxLength"/> characters.
    /// </summary>
    Task<IReadOnlyList<RrsetChange>?> ReadChangesAsync(ZoneKey zone, uint from, uint to, long maxLength, CancellationToken cancellationToken);
}
