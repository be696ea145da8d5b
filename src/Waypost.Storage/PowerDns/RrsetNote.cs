namespace Waypost.Storage.PowerDns;

/// <summary>A comment on an RRset.</summary>
/// <param name="ModifiedAt">Seconds since 1970.</param>
public sealed record RrsetComment(string Content, string Account, long ModifiedAt);

/// <summary>What is kept of an RRset beside the records that are served.</summary>
/// <param name="Owner">Absolute, with its final dot.</param>
/// <param name="Ttl">The TTL of the records that are not served.</param>
/// <param name="Disabled">Rdata of records that are not served.</param>
public sealed record RrsetNote(string Owner, string Type, uint Ttl, IReadOnlyList<string> Disabled, IReadOnlyList<RrsetComment> Comments)
{
    /// <summary>Nothing is left to keep.</summary>
    public bool IsEmpty => Disabled.Count == 0 && Comments.Count == 0;
}
