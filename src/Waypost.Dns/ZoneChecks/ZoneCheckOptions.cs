using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>How far the checks across records go (named-checkzone -i).</summary>
public enum IntegrityMode
{
    /// <summary>Only what must hold for a zone to be loaded.</summary>
    None,

    /// <summary>Targets inside the zone; glue of siblings too.</summary>
    Local,

    /// <summary>Targets inside the zone, without glue of siblings.</summary>
    LocalSibling,

    /// <summary>Targets outside of the zone too, by asking the resolver.</summary>
    Full,

    /// <summary>As <see cref="Full"/>, without glue of siblings.</summary>
    FullSibling,
}

/// <summary>What is checked across the records of a zone, by BIND's names and defaults for named-checkzone.</summary>
public sealed record ZoneCheckOptions
{
    /// <summary>How far the checks go.</summary>
    public IntegrityMode Integrity { get; init; } = IntegrityMode.Local;

    /// <summary>MX records whose exchange is an alias (-M).</summary>
    public CheckMode MxCname { get; init; } = CheckMode.Warn;

    /// <summary>MX records whose exchange has no address; BIND ties it to its check of addresses in MX records (-m).</summary>
    public CheckMode MxAddress { get; init; } = CheckMode.Warn;

    /// <summary>SRV records whose target is an alias (-S).</summary>
    public CheckMode SrvCname { get; init; } = CheckMode.Warn;

    /// <summary>Records that DNSSEC takes for equal though they are written differently (-r).</summary>
    public CheckMode Duplicates { get; init; } = CheckMode.Warn;

    /// <summary>SPF records without a TXT record of the same kind (-T).</summary>
    public CheckMode Spf { get; init; } = CheckMode.Warn;

    /// <summary>The zone's class.</summary>
    public ushort Class { get; init; } = RecordClass.Internet;
}

/// <summary>Something that is wrong across the records of a zone.</summary>
/// <param name="IsError">Whether the zone must not be loaded; otherwise a warning.</param>
/// <param name="Owner">The absolute owner that it is about.</param>
/// <param name="Type">The type that it is about.</param>
/// <param name="Text">What is wrong, in BIND's words.</param>
public sealed record ZoneFinding(bool IsError, string Owner, string Type, string Text);

/// <summary>Looks for the addresses of names outside of the zone.</summary>
public interface IOutsideNames
{
    /// <summary>What is wrong with the name as a target, in BIND's words behind <c>NS 'x' </c>, or null.</summary>
    string? Check(string name);
}
