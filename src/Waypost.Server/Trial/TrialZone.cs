using Waypost.Dns.NamedConf;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>One zone that is served, and how it came to be. Changed under the lock of <see cref="TrialServer"/> only.</summary>
public sealed class TrialZone(NamedConfZone statement, string view, ZoneKind kind, ZonePolicy policy)
{
    /// <summary>Lower case, without the final dot; the root is a dot.</summary>
    public string Name { get; } = ZoneArgument.Normalize(statement.Name, out _) ?? statement.Name;

    public string View { get; } = view;

    public ZoneKind Kind { get; } = kind;

    /// <summary>The statement that it was made of, of named.conf or of addzone.</summary>
    public NamedConfZone Statement { get; } = statement;

    public ZonePolicy Policy { get; } = policy;

    /// <summary>Whether it takes dynamic updates.</summary>
    public bool IsDynamic => Kind == ZoneKind.Primary && (Policy.Settings.UpdatePolicy is not null
        || Policy.Settings.AllowUpdate is { Count: > 0 } and not ["none"]);

    public bool IsFrozen { get; set; }

    /// <summary>Whether addzone made it.</summary>
    public bool IsAdded { get; init; }

    /// <summary>The files read last, the zone's own first, as the configuration writes it.</summary>
    public IReadOnlyList<string> Files { get; set; } = statement.File is { } file ? [file] : [];

    /// <summary>When each file read last was written, for <c>reload</c> to know what changed.</summary>
    public IReadOnlyDictionary<string, DateTime> FileTimes { get; set; } = new Dictionary<string, DateTime>();

    public DateTimeOffset? LastLoaded { get; set; }

    /// <summary>The serial that the file has; another in memory is to be written.</summary>
    public uint? FileSerial { get; set; }

    /// <summary>Absolute, with the final dot.</summary>
    public string Origin => Name == "." ? "." : Name + ".";

    /// <summary>Its name among all zones of all views.</summary>
    public ZoneKey Key => new(View, Origin);

    /// <summary>As the log names it: <c>zone example.com/IN</c>, <c>zone example.com/IN/inside</c>.</summary>
    public string LogName => View == ZoneKey.DefaultView ? $"{Name}/{Statement.Class.ToUpperInvariant()}" : $"{Name}/{Statement.Class.ToUpperInvariant()}/{View}";

    /// <summary>What rndc is told.</summary>
    public RndcZone Describe(ZoneSnapshot? snapshot) => new(Name, View, Kind == ZoneKind.Primary ? "primary" : "secondary")
    {
        IsDynamic = IsDynamic,
        IsFrozen = IsFrozen,
        IsAdded = IsAdded,
        Files = Files,
        Serial = snapshot?.Serial,
        Nodes = snapshot?.NameCount ?? 0,
        LastLoaded = LastLoaded,
    };
}
