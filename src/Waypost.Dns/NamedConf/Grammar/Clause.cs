using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>What BIND makes of a clause that is there.</summary>
internal enum ClauseStatus
{
    Current,

    /// <summary>Works, and named warns.</summary>
    Deprecated,

    /// <summary>Ignored, and named warns.</summary>
    Obsolete,

    /// <summary>Refused: it was removed.</summary>
    Ancient,

    /// <summary>Refused: this build does not have it.</summary>
    NotConfigured,

    /// <summary>For BIND's own tests.</summary>
    TestOnly,

    /// <summary>Sets the directory that relative paths follow.</summary>
    Directory,
}

/// <summary>The kinds of zones that a clause may stand in.</summary>
[Flags]
internal enum ZoneKinds
{
    None = 0,
    Primary = 1,
    Secondary = 2,
    Stub = 4,
    Hint = 8,
    Forward = 16,
    StaticStub = 32,
    Redirect = 64,
    DelegationOnly = 128,
    InView = 256,
    Mirror = 512,
}

/// <summary>A statement or clause: its name, its value, how often and where it may stand.</summary>
internal sealed record Clause(string Name, string TypeName, bool IsMultiple, ClauseStatus Status, ZoneKinds Zones)
{
    private ConfType? _type;

    /// <summary>The value's type, none for a clause that is refused anyway.</summary>
    public ConfType? Type => _type ??= TypeName == "-" ? null : GrammarTypes.Find(TypeName);
}
