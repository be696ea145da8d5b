using System.Security.Cryptography;
using Waypost.Client;

namespace Waypost.Cli.Bind;

/// <summary>What the server has of DNS, written as BIND's files.</summary>
internal sealed class BindExport
{
    private const string DefaultView = "_default";

    private readonly string _target;
    private readonly List<Zone> _zones;
    private readonly List<DnsView> _views;
    private readonly List<TsigKey> _keys;
    private readonly NamedConfWriter _writer = new();

    private BindExport(string target, List<Zone> zones, List<DnsView> views, List<TsigKey> keys) => (_target, _zones, _views, _keys) = (target, zones, views, keys);

    public int ZoneCount => _zones.Count;

    /// <summary>What the operator has to see to.</summary>
    public List<string> Notes { get; } = [];

    public static async Task<BindExport> ReadAsync(WaypostClient client, string target, CancellationToken cancellationToken)
    {
        List<Zone> zones = await client.Zones.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        List<DnsView> views = await client.Views.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        List<TsigKey> keys = await client.TsigKeys.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        return new BindExport(target, zones, [.. views.OrderBy(view => view.Position).ThenBy(view => view.Name, StringComparer.Ordinal)], keys);
    }

    public async Task WriteAsync(WaypostClient client, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_target);
        DnsSettings settings = (await client.DnsSettings.GetAsync(cancellationToken)).Value;
        Options(settings);
        await WriteKeysAsync(cancellationToken);
        await foreach (Acl acl in client.Acls.ListAsync(cancellationToken))
        {
            _writer.List($"acl {NamedConfWriter.Quote(acl.Name)}", acl.Elements);
        }

        await foreach (RemoteServerList list in client.RemoteServerLists.ListAsync(cancellationToken))
        {
            _writer.List($"primaries {NamedConfWriter.Quote(list.Name)}{(list.Port is { } port ? $" port {port}" : "")}", list.Servers);
        }

        await foreach (RemoteServer server in client.RemoteServers.ListAsync(cancellationToken))
        {
            Server(server);
        }

        await LoggingAsync(client, settings, cancellationToken);
        await ZonesAsync(client, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_target, "named.conf"), _writer.ToString(), cancellationToken);
    }

    private void Options(DnsSettings settings) => _writer.Block("options", () =>
    {
        _writer.Quoted("directory", _target);
        _writer.Clause("recursion", settings.Recursion ?? false);
        _writer.List("allow-recursion", settings.AllowRecursion);
        _writer.Line("dnssec-validation no;");
        _writer.Line("empty-zones-enable no;");
        // This server adds no authority that is not asked for.
        _writer.Line("minimal-responses yes;");
        _writer.List("blackhole", settings.Blackhole);
        _writer.Clause("querylog", settings.QueryLog);
        _writer.Settings((settings.Settings ?? new()) with { AllowTransfer = settings.Settings?.AllowTransfer ?? ["none"], UpdatePolicy = null }, isZone: false);
        if (settings.Settings?.UpdatePolicy is not null)
        {
            Notes.Add("update-policy of the server as a whole is not written: BIND has it in zones alone");
        }
    });

    private async Task WriteKeysAsync(CancellationToken cancellationToken)
    {
        if (_keys.Count == 0)
        {
            return;
        }

        _writer.Line("include \"keys.conf\";");
        string path = Path.Combine(_target, "keys.conf");
        if (File.Exists(path))
        {
            return;
        }

        NamedConfWriter keys = new();
        keys.Line("# The server shows a key's secret once only. Put the keys' own secrets in the place of these new ones.");
        foreach (TsigKey key in _keys)
        {
            keys.Block($"key {NamedConfWriter.Quote(key.Name)}", () =>
            {
                keys.Clause("algorithm", key.Algorithm);
                keys.Quoted("secret", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            });
        }

        await using FileStream file = new(path, OperatingSystem.IsWindows()
            ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
            : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        await using StreamWriter text = new(file);
        await text.WriteAsync(keys.ToString().AsMemory(), cancellationToken);
        Notes.Add($"{path} has new secrets for {_keys.Count} keys; put the keys' own in their place");
    }

    private void Server(RemoteServer server) => _writer.Block($"server {server.Address}", () =>
    {
        bool six = server.Address.Contains(':', StringComparison.Ordinal);
        _writer.Clause("bogus", server.Bogus);
        _writer.Clause("edns", server.Edns);
        _writer.Clause("edns-udp-size", server.EdnsUdpSize);
        _writer.Clause("max-udp-size", server.MaxUdpSize);
        _writer.Quoted("keys", server.Key);
        _writer.Clause("provide-ixfr", server.ProvideIxfr);
        _writer.Clause("request-ixfr", server.RequestIxfr);
        _writer.Clause("request-expire", server.RequestExpire);
        _writer.Clause("request-nsid", server.RequestNsid);
        _writer.Clause("send-cookie", server.SendCookie);
        _writer.Clause("tcp-only", server.TcpOnly);
        _writer.Clause("transfer-format", server.TransferFormat);
        _writer.Clause("transfers", server.Transfers);
        _writer.Clause(six ? "transfer-source-v6" : "transfer-source", server.TransferSource);
        _writer.Clause(six ? "notify-source-v6" : "notify-source", server.NotifySource);
    });

    private async Task LoggingAsync(WaypostClient client, DnsSettings settings, CancellationToken cancellationToken)
    {
        List<LoggingChannel> channels = await client.LoggingChannels.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        if (channels.Count == 0 && settings.Categories is not { Count: > 0 })
        {
            return;
        }

        _writer.Block("logging", () =>
        {
            foreach (LoggingChannel channel in channels)
            {
                Channel(channel);
            }

            foreach (var (category, names) in settings.Categories ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                _writer.List($"category {category}", [.. names.Select(NamedConfWriter.Quote)]);
            }
        });
    }

    private void Channel(LoggingChannel channel) => _writer.Block($"channel {NamedConfWriter.Quote(channel.Name)}", () =>
    {
        if (channel.File is not null)
        {
            _writer.Line($"file {NamedConfWriter.Quote(channel.File)}"
                + (channel.Versions is { } versions ? $" versions {(versions < 0 ? "unlimited" : versions)}" : "")
                + (channel.Size is { } size ? $" size {size}" : "")
                + (channel.Suffix is null ? ";" : $" suffix {channel.Suffix};"));
        }

        _writer.Clause("syslog", channel.Syslog);
        if (channel.Stderr == true)
        {
            _writer.Line("stderr;");
        }

        if (channel.Null == true)
        {
            _writer.Line("null;");
        }

        _writer.Clause("severity", channel.Severity);
        _writer.Clause("print-time", channel.PrintTime);
        _writer.Clause("print-category", channel.PrintCategory);
        _writer.Clause("print-severity", channel.PrintSeverity);
        _writer.Clause("buffered", channel.Buffered);
    });

    private async Task ZonesAsync(WaypostClient client, CancellationToken cancellationToken)
    {
        Dictionary<string, string> files = [];
        foreach (Zone zone in _zones)
        {
            files[zone.View + " " + zone.Name] = await ZoneFileAsync(client, zone, cancellationToken);
        }

        if (_views.TrueForAll(view => view.Name == DefaultView))
        {
            Zones(DefaultView, files);
            return;
        }

        foreach (DnsView view in _views.Where(view => view.Name != DefaultView))
        {
            _writer.Block($"view {NamedConfWriter.Quote(view.Name)}{(view.Class is null or "IN" ? "" : " " + view.Class)}", () =>
            {
                _writer.List("match-clients", view.MatchClients);
                _writer.List("match-destinations", view.MatchDestinations);
                _writer.Clause("match-recursive-only", view.MatchRecursiveOnly);
                _writer.Clause("recursion", view.Recursion);
                _writer.List("allow-recursion", view.AllowRecursion);
                _writer.Settings(view.Settings is null ? null : view.Settings with { UpdatePolicy = null }, isZone: false);
                Zones(view.Name, files);
            });
        }

        // BIND keeps the name _default to itself; the view that takes everybody else comes last.
        if (_zones.Exists(zone => zone.View == DefaultView))
        {
            _writer.Block("view \"default\"", () => Zones(DefaultView, files));
        }
    }

    private void Zones(string view, Dictionary<string, string> files)
    {
        foreach (Zone zone in _zones.Where(zone => zone.View == view))
        {
            _writer.Block($"zone {NamedConfWriter.Quote(zone.Name)}", () =>
            {
                _writer.Line($"type {zone.Kind};");
                _writer.Quoted("file", files[zone.View + " " + zone.Name]);
                if (zone.Kind == "secondary")
                {
                    _writer.Line("masterfile-format text;");
                    _writer.List("primaries", zone.Settings?.Primaries ?? zone.Primaries ?? []);
                }

                ZoneSettings? own = zone.Settings;
                _writer.Settings(zone.Kind == "secondary" && own is not null ? own with { AllowUpdate = null, UpdatePolicy = null } : own is null ? null : own with { AllowUpdateForwarding = null, AllowNotify = null, MinRefresh = null, MaxRefresh = null, MinRetry = null, MaxRetry = null }, isZone: true);
            });
        }
    }

    private async Task<string> ZoneFileAsync(WaypostClient client, Zone zone, CancellationToken cancellationToken)
    {
        string name = string.Concat(zone.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c.ToString() : $"%{(int)c:x2}"));
        string file = Path.Combine("zones", zone.View, (name == "." ? "root" : name) + ".zone");
        Directory.CreateDirectory(Path.Combine(_target, "zones", zone.View));
        if (zone.Kind != "secondary")
        {
            await File.WriteAllTextAsync(Path.Combine(_target, file), await client.Zones.InView(zone.View).ReadFileAsync(zone.Name, cancellationToken), cancellationToken);
        }

        return file;
    }
}
