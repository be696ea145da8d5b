using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Which files the zones write to, and which zones other views may take over, across all views.</summary>
internal sealed class ZoneFileUse
{
    /// <summary>The files of zones so far, with whether one writes to it.</summary>
    public Dictionary<string, (ConfValue Where, bool Written)> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The zones that in-view may name: view, name and class.</summary>
    public HashSet<(string View, string Name, string Class)> Zones { get; } = [];

    /// <summary>The key directories with the policy that uses them, by zone and directory.</summary>
    public Dictionary<string, (ConfValue Where, string Policy)> KeyDirectories { get; } = new(StringComparer.Ordinal);
}

/// <summary>What the zones of one view share while they are checked.</summary>
internal sealed class ZoneScope(ConfCheck check, ConfMap? view, string viewName, string @class, ZoneFileUse use)
{
    private readonly Dictionary<(string, int), ConfValue> _zones = [];
    private readonly HashSet<string> _served = new(StringComparer.Ordinal);

    public ConfCheck Check => check;

    public ConfMap? View => view;

    public string ViewName => viewName;

    public string Class => @class;

    public ZoneFileUse Use => use;

    /// <summary>Adds a zone; hints and redirections are apart from the others. The earlier zone of the name, if there is one.</summary>
    public ConfValue? Add(DnsName name, int kind, ConfValue zone)
    {
        var key = (name.ToString().ToLowerInvariant(), kind);
        return _zones.TryAdd(key, zone) ? null : _zones[key];
    }

    /// <summary>Notes a primary or secondary zone, which policies and catalogs may be read from.</summary>
    public void Serve(DnsName name) => _served.Add(name.ToString().ToLowerInvariant());

    public bool IsServed(DnsName name) => _served.Contains(name.ToString().ToLowerInvariant());

    /// <summary>A clause of the view, or of the options statement.</summary>
    public ConfValue? Inherited(string clause) => view?[clause] ?? check.Options?[clause];
}
