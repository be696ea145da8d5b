using Waypost.Dns.Names;

namespace Waypost.Dns.ZoneFiles;

/// <summary>What becomes of a finding, as BIND's options <c>check-names</c> and the like say it.</summary>
public enum CheckMode
{
    /// <summary>Nothing is said.</summary>
    Ignore,

    /// <summary>A warning; the zone is loaded.</summary>
    Warn,

    /// <summary>An error; the zone is not loaded.</summary>
    Fail,
}

/// <summary>How a master file is read.</summary>
public sealed record ZoneFileOptions
{
    /// <summary>The zone's name, and the origin at the start.</summary>
    public required DnsName Origin { get; init; }

    /// <summary>What messages call the file.</summary>
    public string FileName { get; init; } = "-";

    /// <summary>The zone's class.</summary>
    public ushort Class { get; init; } = RecordClass.Internet;

    /// <summary>Where $INCLUDE finds files; without it, $INCLUDE is an error.</summary>
    public IZoneFileIncludes? Includes { get; init; }

    /// <summary>How deep $INCLUDE may go.</summary>
    public int MaxIncludeDepth { get; init; } = 20;

    /// <summary>How many records one $GENERATE may make.</summary>
    public int MaxGenerated { get; init; } = 1 << 24;

    /// <summary>The largest TTL allowed in seconds (named-checkzone -l); null means no limit.</summary>
    public uint? MaxTtl { get; init; }

    /// <summary>Records outside of the zone: BIND leaves them out with a warning.</summary>
    public CheckMode OutOfZone { get; init; } = CheckMode.Fail;

    /// <summary>Names that are not host names or mailboxes where these are due (-k).</summary>
    public CheckMode CheckNames { get; init; } = CheckMode.Ignore;

    /// <summary>Addresses in MX records (-m).</summary>
    public CheckMode MxAddress { get; init; } = CheckMode.Ignore;

    /// <summary>Addresses in NS records (-n).</summary>
    public CheckMode NsAddress { get; init; } = CheckMode.Ignore;

    /// <summary>Owners with a wildcard that is not the first label (-W).</summary>
    public CheckMode NonTerminalWildcard { get; init; } = CheckMode.Ignore;

    /// <summary>The time against which signatures are expired; null means that this is not checked.</summary>
    public TimeProvider? Time { get; init; }
}
