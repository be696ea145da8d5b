using System.Net;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>A view of the configuration, its lists compiled.</summary>
/// <param name="Name">Its name; <c>_default</c> for that of zones outside of views.</param>
/// <param name="Statement">Its statement; null for the default view.</param>
public sealed record TrialView(string Name, NamedConfView? Statement)
{
    public AddressMatchList MatchClients { get; init; } = AddressMatchList.Any;

    public AddressMatchList MatchDestinations { get; init; } = AddressMatchList.Any;

    public bool MatchRecursiveOnly { get; init; }

    public bool AllowNewZones { get; init; }
}

/// <summary>A configuration that can be served: named.conf read, checked, and its ACLs, keys and views compiled.</summary>
public sealed class TrialConfiguration
{
    private TrialConfiguration(string path, NamedConfig config, AclTable acls, IReadOnlyList<TrialView> views, IReadOnlyList<TsigKey> keys, AddressMatchList blackhole) =>
        (Path, Config, Acls, Views, Keys, Blackhole) = (path, config, acls, views, keys, blackhole);

    /// <summary>The absolute path of named.conf.</summary>
    public string Path { get; }

    public NamedConfig Config { get; }

    public AclTable Acls { get; }

    public IReadOnlyList<TrialView> Views { get; }

    public IReadOnlyList<TsigKey> Keys { get; }

    /// <summary>Whose messages are dropped.</summary>
    public AddressMatchList Blackhole { get; }

    /// <summary>Reads and checks; null when it cannot be served, with every reason in the log.</summary>
    public static TrialConfiguration? Read(string path, BindLog log)
    {
        var result = NamedConfFile.Parse(path);
        foreach (var finding in result.Diagnostics)
        {
            log.Write("general", finding.Severity == NamedConfSeverity.Error ? BindSeverity.Error : BindSeverity.Warning, finding.ToString());
        }
        if (result.HasErrors)
        {
            return null;
        }
        var config = result.Config!;
        var acls = AclTable.BuiltIn();
        foreach (var (name, elements) in config.Acls)
        {
            if (Compile(elements, acls, log) is not { } list)
            {
                return null;
            }
            acls = acls.With(name, list);
        }
        var keys = ReadKeys(config, log);
        var views = ReadViews(config, acls, log);
        var blackhole = config.Options?["blackhole"] is { } dropped ? Compile(dropped, acls, log) : AddressMatchList.None;
        return keys is null || views is null || blackhole is null ? null : new TrialConfiguration(path, config, acls, views, keys, blackhole);
    }

    /// <summary>Text of a clause of the options statement; null when it is absent or <c>none</c>.</summary>
    public string? Text(string clause) => Config.Options?[clause] is ConfText { Text: var text } && text != "none" ? text : null;

    /// <summary>Whether a clause of the options statement says <c>none</c>.</summary>
    public bool IsNone(string clause) => Config.Options?[clause] is ConfText { Text: "none" };

    public int? Number(string clause) => (int?)(Config.Options?[clause] as ConfNumber)?.Value;

    public bool? Flag(string clause) => (Config.Options?[clause] as ConfBoolean)?.Value;

    /// <summary>A path as named sees it: from the directory of the options statement.</summary>
    public string Resolve(string path) => System.IO.Path.GetFullPath(path, WorkingDirectory);

    /// <summary>The directory of the options statement, or the process's own.</summary>
    public string WorkingDirectory => Config.Directory is { } directory ? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory)) : Environment.CurrentDirectory;

    /// <summary>Compiles a list; null, with a log line, when it names what is not there.</summary>
    public static AddressMatchList? Compile(ConfValue elements, AclTable acls, BindLog log)
    {
        if (AddressMatchList.TryParse(NamedConfig.Elements(elements), acls, out var list, out var error))
        {
            return list;
        }
        log.Error("config", $"{elements.File}:{elements.Line}: {error}");
        return null;
    }

    private static List<TsigKey>? ReadKeys(NamedConfig config, BindLog log)
    {
        var keys = new List<TsigKey>();
        foreach (var stated in config.Keys.Concat(config.Views.SelectMany(view => view.Keys)))
        {
            if (!TsigKey.TryCreate(stated.Name, stated.Algorithm, stated.Secret, out var key, out var error))
            {
                log.Error("config", $"key '{stated.Name}': {error}");
                return null;
            }
            keys.Add(key);
        }
        return keys;
    }

    private static List<TrialView>? ReadViews(NamedConfig config, AclTable acls, BindLog log)
    {
        if (config.Views.Count == 0)
        {
            return [new TrialView(ZoneKey.DefaultView, null) { AllowNewZones = AllowsNewZones(config, null) }];
        }
        var views = new List<TrialView>();
        foreach (var view in config.Views)
        {
            var clients = view.Options["match-clients"] is { } stated ? Compile(stated, acls, log) : AddressMatchList.Any;
            var destinations = view.Options["match-destinations"] is { } local ? Compile(local, acls, log) : AddressMatchList.Any;
            if (clients is null || destinations is null)
            {
                return null;
            }
            views.Add(new TrialView(view.Name, view)
            {
                MatchClients = clients,
                MatchDestinations = destinations,
                MatchRecursiveOnly = view.Options["match-recursive-only"] is ConfBoolean { Value: true },
                AllowNewZones = AllowsNewZones(config, view),
            });
        }
        return views;
    }

    private static bool AllowsNewZones(NamedConfig config, NamedConfView? view) => config.Effective("allow-new-zones", view) is ConfBoolean { Value: true };
}
