using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>A configuration ready to serve: lists compiled, references resolved. Immutable.</summary>
public sealed class CompiledConfiguration
{
    private readonly SettingsCompiler _settings;
    private readonly Dictionary<string, CompiledView> _views;
    private readonly CompiledView _default;

    private CompiledConfiguration(DnsConfiguration source, AclTable acls, SettingsCompiler settings, List<CompiledView> views, CompiledView last, List<ConfigurationError> errors)
    {
        (Source, Acls, Views, Errors, _settings, _default) = (source, acls, views, errors, settings, last);
        _views = views.ToDictionary(view => view.Definition.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What was compiled.</summary>
    public DnsConfiguration Source { get; }

    /// <summary>What is wrong with it, in the order of sections; empty when it can be put in force.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    /// <summary>The named address match lists.</summary>
    public AclTable Acls { get; }

    /// <summary>Whose messages are dropped.</summary>
    public AddressMatchList Blackhole { get; private init; } = AddressMatchList.None;

    /// <summary>The <c>server</c> statements, the one with the longest prefix first.</summary>
    public RemoteServerTable RemoteServers { get; private init; } = RemoteServerTable.Empty;

    internal IReadOnlyList<CompiledView> Views { get; }

    /// <summary>Compiles a configuration for this machine's addresses. Always gives one: what is wrong lets nobody in, and is in <see cref="Errors"/>.</summary>
    public static CompiledConfiguration Compile(DnsConfiguration source) => Compile(source, AclTable.BuiltIn());

    /// <summary>Compiles a configuration with these built-in lists.</summary>
    public static CompiledConfiguration Compile(DnsConfiguration source, AclTable builtIn)
    {
        var errors = new List<ConfigurationError>();
        var acls = AclCompiler.Compile(source.Acls, builtIn, errors);
        var settings = new SettingsCompiler(acls, new ServerListCompiler(source.RemoteServerLists, errors));
        var server = settings.Compile(source.Settings.Settings ?? ZoneSettings.Empty, (path, message) => Fail($"$.settings.{path}", message));
        var blackhole = MatchLists.Compile(source.Settings.Blackhole ?? ["none"], acls, (i, message) => Fail($"$.blackhole[{i}]", message));
        MatchLists.Compile(source.Settings.AllowRecursion ?? [], acls, (i, message) => Fail($"$.allowRecursion[{i}]", message));
        var views = ViewCompiler.Compile(source.Views, acls, settings, server, errors);
        LoggingChecks.Check(source, errors);
        var last = new CompiledView(new ViewDefinition { Name = ZoneKey.DefaultView }, AddressMatchList.Any, AddressMatchList.Any, server, Policy(server, acls));
        return new CompiledConfiguration(source, acls, settings, views, last, errors)
        {
            Blackhole = blackhole ?? AddressMatchList.None,
            RemoteServers = RemoteServerTable.Compile(source.RemoteServers, errors),
        };

        void Fail(string path, string message) => errors.Add(new(StatementSection.Settings, "", path, message));
    }

    /// <summary>The name of a configured view as it is written in its definition; null when there is none.</summary>
    public string? FindView(string name) =>
        string.Equals(name, ZoneKey.DefaultView, StringComparison.OrdinalIgnoreCase) ? ZoneKey.DefaultView : _views.GetValueOrDefault(name)?.Definition.Name;

    /// <summary>The policy of a zone; what is wrong with the zone's own settings goes to <paramref name="errors"/>.</summary>
    public ZonePolicy PolicyOf(ZoneKey zone, ZoneKind kind, ZoneSettings? own, ICollection<ConfigurationError>? errors = null)
    {
        var view = _views.GetValueOrDefault(zone.View) ?? _default;
        var compiled = own is null ? null : _settings.Compile(own, (path, message) => Fail($"$.settings.{path}", message));
        if (kind == ZoneKind.Secondary && own?.Primaries is not { Count: > 0 })
        {
            Fail("$.settings.primaries", $"zone '{zone.Origin}': missing 'primaries' entry");
        }
        return compiled is null ? view.Policy : Policy(compiled.Within(view.Settings), Acls);

        void Fail(string path, string message) => errors?.Add(new(StatementSection.Zone, zone.Origin, path, message));
    }

    internal static ZonePolicy Policy(ZoneSettings effective, AclTable acls) =>
        ZonePolicy.TryCompile(effective, acls, out var policy, out var error) ? policy : throw new InvalidOperationException("Checked settings do not compile: " + error);
}
