using Waypost.Client;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Cli.Bind;

/// <summary>The zones of a configuration: primaries with what is in their files, secondaries with their primaries.</summary>
internal sealed class ZoneImport(NamedConfig config, string directory, ImportPlan plan)
{
    private const string DefaultView = "_default";
    private const int MaxProblems = 20;

    private static readonly string[] Clauses = ["type", "file", "primaries", "masters", "in-view"];

    public async Task ReadAsync(WaypostClient client, CancellationToken cancellationToken)
    {
        foreach (NamedConfZone zone in config.Zones)
        {
            await ReadAsync(zone, client, cancellationToken);
        }
    }

    private async Task ReadAsync(NamedConfZone zone, WaypostClient client, CancellationToken cancellationToken)
    {
        NamedConfZone source = zone;
        if (zone.InView is { } other)
        {
            source = config.Zones.First(candidate => candidate.View?.Name == other && Name(candidate) == Name(zone));
            plan.Omit(zone.Statement, $"zone {zone.Name}: in-view {other}", "the view gets a zone of its own with the same data; what changes one does not change the other");
        }

        if (!zone.Class.Equals("IN", StringComparison.OrdinalIgnoreCase))
        {
            plan.Omit(zone.Statement, $"zone {zone.Name}", $"class {zone.Class}: only zones of class IN are served from the database");
            return;
        }

        string view = zone.View?.Name ?? DefaultView;
        switch (source.Type)
        {
            case "primary" when source.File is not null:
                await PrimaryAsync(source, view, client, cancellationToken);
                break;
            case "secondary":
                await SecondaryAsync(source, view, client, cancellationToken);
                break;
            case "hint":
                plan.Omit(zone.Statement, $"zone {zone.Name} (hint)", "root hints are for recursion, and this server does not recurse");
                return;
            default:
                plan.Omit(zone.Statement, $"zone {zone.Name} ({source.Type})", source.Type is "primary" ? "its data is not in a file" : Type(source.Type));
                return;
        }

        foreach (var (clause, value) in source.Options.Clauses.Where(clause => !Clauses.Contains(clause.Key) && !SettingsReading.Clauses.Contains(clause.Key)))
        {
            plan.Omit(value, $"zone {zone.Name}: {clause}", Counterparts.Why(clause));
        }
    }

    private async Task PrimaryAsync(NamedConfZone zone, string view, WaypostClient client, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(zone.File!, directory);
        if (Load(zone, path) is not { } contents || !DnsName.TryParse(zone.Name, DnsName.Root, out DnsName? origin, out _))
        {
            return;
        }

        if (File.Exists(path + ".jnl"))
        {
            plan.Omit(zone.Statement, $"zone {zone.Name}: {zone.File}.jnl", "the journal is not read; run rndc sync -clean first, so that the file has every update");
        }

        using StringWriter text = new() { NewLine = "\n" };
        ContentsWriter.WriteFull(contents, RecordClass.Internet, text);
        string file = text.ToString();
        ZoneSettings settings = SettingsReading.Read(zone.Options);
        bool exists = await client.Zones.InView(view).FindAsync(Name(zone), cancellationToken) is not null;
        plan.Add("zone", Label(zone, view), $"primary, {contents.RecordCount} records, serial {contents.Serial(origin)}, {(exists ? "replaces the one that is there" : "new")}", async (api, cancel) =>
        {
            if (!exists)
            {
                await api.Zones.CreateAsync(new ZoneCreate(Name(zone), File: file, View: view, Settings: settings), cancel);
                return;
            }

            await api.Zones.InView(view).PatchAsync(Name(zone), new ZonePatch("primary", settings), [], Precondition.None, cancel);
            await api.Zones.InView(view).ReplaceFileAsync(Name(zone), file, Precondition.None, cancel);
        });
    }

    private async Task SecondaryAsync(NamedConfZone zone, string view, WaypostClient client, CancellationToken cancellationToken)
    {
        ZoneSettings settings = SettingsReading.Read(zone.Options) with { Primaries = SettingsReading.Servers(zone.Primaries) };
        bool exists = await client.Zones.InView(view).FindAsync(Name(zone), cancellationToken) is not null;
        plan.Add("zone", Label(zone, view), $"secondary of {string.Join(", ", settings.Primaries ?? [])}, {(exists ? "replaces the one that is there" : "new")}", async (api, cancel) =>
        {
            if (exists)
            {
                await api.Zones.InView(view).PatchAsync(Name(zone), new ZonePatch("secondary", settings), [], Precondition.None, cancel);
            }
            else
            {
                await api.Zones.CreateAsync(new ZoneCreate(Name(zone), Kind: "secondary", View: view, Settings: settings), cancel);
            }
        });
    }

    private ZoneContents? Load(NamedConfZone zone, string path)
    {
        if (!DnsName.TryParse(zone.Name, DnsName.Root, out DnsName? origin, out string? wrong))
        {
            plan.Errors.Add($"zone {zone.Name}: {wrong}");
            return null;
        }

        int problems = 0;
        void Report(string message)
        {
            if (problems++ < MaxProblems)
            {
                plan.Errors.Add(message);
            }
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            ZoneFileOptions reading = new()
            {
                Origin = origin,
                FileName = zone.File!,
                Includes = new DirectoryIncludes(directory, confined: false),
                OutOfZone = CheckMode.Warn,
                Time = TimeProvider.System,
            };
            void Message(ZoneFileMessage message)
            {
                if (message.IsError)
                {
                    Report($"{message.File}:{message.Line}:{message.Column}: {message.Text}");
                }
            }

            ZoneFileCheck check = config.Effective("masterfile-format", zone.View, zone) is ConfText { Text: "raw" }
                ? ZoneFileCheck.ReadRaw(stream, reading, Message)
                : ZoneFileCheck.Read(stream, reading, Message);
            bool good = check.Errors == 0 && ContentsChecker.Check(check.Contents, origin, new ZoneCheckOptions(), finding =>
            {
                if (finding.IsError)
                {
                    Report($"zone {zone.Name}: {finding.Text}");
                }
            });
            return good ? check.Contents : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            plan.Errors.Add($"zone {zone.Name}: {unreadable.Message}");
            return null;
        }
    }

    private static string Type(string type) => type switch
    {
        "mirror" => "mirrors are for validating resolvers, and this server does not recurse",
        "forward" or "stub" or "static-stub" => "this server does not recurse",
        "redirect" => "this server does not recurse, and has no answers to redirect",
        _ => "it has no counterpart",
    };

    private static string Name(NamedConfZone zone) => zone.Name.Length > 1 ? zone.Name.TrimEnd('.').ToLowerInvariant() : zone.Name;

    private static string Label(NamedConfZone zone, string view) => view == DefaultView ? Name(zone) : $"{Name(zone)} ({view})";
}
