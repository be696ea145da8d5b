using Waypost.Dns.Zones;
using Waypost.Storage.PowerDns;

namespace Waypost.Api.PowerDns;

/// <summary>What an edit of an RRset does with its records.</summary>
internal enum ChangeType
{
    /// <summary>They are in the place of those that were there.</summary>
    Replace,

    /// <summary>All go, and the comments.</summary>
    Delete,

    /// <summary>They join those that are there.</summary>
    Extend,

    /// <summary>They go.</summary>
    Prune,
}

/// <summary>One edit of a PATCH, or an RRset of a new zone.</summary>
/// <param name="Owner">Absolute, in lower case.</param>
/// <param name="Records">The records that are served; null when there are none.</param>
/// <param name="Disabled">Those that are kept only.</param>
/// <param name="HasRecords">Whether the edit is about records at all.</param>
/// <param name="Comments">Null to leave the comments as they are.</param>
internal sealed record RrsetEdit(
    ChangeType Change, string Owner, string Type, uint Ttl, ZoneRrset? Records, ZoneRrset? Disabled, bool HasRecords, IReadOnlyList<RrsetComment>? Comments)
{
    public (string Owner, string Type) Key => (Owner, Type);
}
