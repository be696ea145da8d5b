using Waypost.Client;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Cli.Bind;

/// <summary>What a configuration says beside its zones: keys, ACLs, servers, logging, options and views.</summary>
internal sealed class ServerImport(NamedConfig config, ImportPlan plan)
{
    private static readonly string[] OptionClauses = ["blackhole", "recursion", "allow-recursion", "querylog", "directory"];
    private static readonly string[] ViewClauses = ["match-clients", "match-destinations", "match-recursive-only", "recursion", "allow-recursion", "zone", "key"];
    private static readonly string[] Statements = ["acl", "key", "primaries", "masters", "server", "logging", "options", "view", "zone"];

    private static readonly string[] ServerClauses =
    [
        "bogus", "edns", "edns-udp-size", "max-udp-size", "keys", "provide-ixfr", "request-ixfr", "request-expire", "request-nsid", "send-cookie", "tcp-only",
        "transfer-format", "transfers", "transfer-source", "notify-source", "transfer-source-v6", "notify-source-v6",
    ];

    private static readonly string[] Categories =
        ["queries", "update", "update-security", "xfer-in", "xfer-out", "notify", "security", "general", "default"];

    public void Read()
    {
        Keys();
        Acls();
        ServerLists();
        Servers(config.Root);
        Logging(out Dictionary<string, IReadOnlyList<string>> categories);
        Options(categories);
        Views();
        foreach (var (statement, value) in config.Root.Clauses.Where(clause => !Statements.Contains(clause.Key)))
        {
            plan.Omit(value is ConfList { Items: [var first, ..] } ? first : value, statement, Counterparts.Why(statement));
        }
    }

    private void Keys()
    {
        foreach (NamedConfKey key in config.Keys.Concat(config.Views.SelectMany(view => view.Keys)))
        {
            string algorithm = key.Algorithm.ToLowerInvariant().Replace(".sig-alg.reg.int", "", StringComparison.Ordinal).TrimEnd('.');
            plan.Add("tsig-key", key.Name, algorithm, (client, cancel) =>
                client.TsigKeys.PutAsync(key.Name, new TsigKeyPut(algorithm, key.Secret), Precondition.None, cancel));
        }
    }

    // An ACL comes after those that it names.
    private void Acls()
    {
        var acls = config.Acls.ToDictionary(acl => acl.Name, acl => NamedConfig.Elements(acl.Elements), StringComparer.OrdinalIgnoreCase);
        HashSet<string> done = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in config.Acls)
        {
            Visit(name);
        }

        void Visit(string name)
        {
            if (!acls.TryGetValue(name, out IReadOnlyList<string>? elements) || !done.Add(name))
            {
                return;
            }

            foreach (string word in elements.SelectMany(element => element.Split([' ', '!', '{', '}', ';'], StringSplitOptions.RemoveEmptyEntries)))
            {
                Visit(word);
            }

            AclPut put = new(elements.Count > 0 ? elements : ["none"]);
            plan.Add("acl", name, $"{elements.Count} elements", (client, cancel) => client.Acls.PutAsync(name, put, Precondition.None, cancel));
        }
    }

    private void ServerLists()
    {
        var lists = config.Primaries.ToDictionary(list => list.Name!, StringComparer.OrdinalIgnoreCase);
        HashSet<string> done = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedConfServers list in config.Primaries)
        {
            Visit(list);
        }

        void Visit(NamedConfServers list)
        {
            if (!done.Add(list.Name!))
            {
                return;
            }

            foreach (NamedConfServer server in list.Servers)
            {
                if (server.ListName is { } inner && lists.TryGetValue(inner, out NamedConfServers? other))
                {
                    Visit(other);
                }
            }

            RemoteServerListPut put = new(SettingsReading.Servers(list)!, list.Port);
            plan.Add("remote-server-list", list.Name!, $"{list.Servers.Count} servers", (client, cancel) =>
                client.RemoteServerLists.PutAsync(list.Name!, put, Precondition.None, cancel));
        }
    }

    private void Servers(ConfMap map)
    {
        foreach (ConfMap server in map.All("server").Cast<ConfMap>())
        {
            string address = NamedConfig.Elements(server.Id!) is [var plain] ? plain : server.Id!.ToString();
            string? Word(string clause) => (server[clause] as ConfText)?.Text;
            string? Source(string clause) => ((server[clause] ?? server[clause + "-v6"]) as ConfAddress)?.Address.ToString();
            RemoteServerPut put = new(
                SettingsReading.Flag(server["bogus"]), SettingsReading.Flag(server["edns"]), SettingsReading.Number(server["edns-udp-size"]),
                SettingsReading.Number(server["max-udp-size"]), Word("keys"), SettingsReading.Flag(server["provide-ixfr"]), SettingsReading.Flag(server["request-ixfr"]),
                SettingsReading.Flag(server["request-expire"]), SettingsReading.Flag(server["request-nsid"]), SettingsReading.Flag(server["send-cookie"]),
                SettingsReading.Flag(server["tcp-only"]), Word("transfer-format"), SettingsReading.Number(server["transfers"]), Source("transfer-source"), Source("notify-source"));
            plan.Add("remote-server", address, "", (client, cancel) => client.RemoteServers.PutAsync(address, put, Precondition.None, cancel));
            Leave(server, $"server {address}", ServerClauses);
        }
    }

    private void Logging(out Dictionary<string, IReadOnlyList<string>> categories)
    {
        categories = new(StringComparer.Ordinal);
        foreach (ConfMap channel in config.LoggingChannels)
        {
            string name = ((ConfText)channel.Id!).Text;
            LoggingChannelPut put = ChannelReading.Read(channel);
            if (put.File is not null && ((ConfTuple)channel["file"]!)["file"] is ConfText path && path.Text != put.File)
            {
                plan.Omit(path, $"channel {name}: {path.Text}", $"log files are in the directory of the setting Dns:LogDirectory; it is {put.File} there");
            }

            plan.Add("logging-channel", name, put.File ?? put.Syslog ?? (put.Stderr == true ? "stderr" : "null"), (client, cancel) =>
                client.LoggingChannels.PutAsync(name, put, Precondition.None, cancel));
        }

        foreach (var (category, channels) in config.LoggingCategories)
        {
            if (Categories.Contains(category))
            {
                categories[category] = channels;
            }
            else
            {
                plan.Omit(config.Root["logging"]!, $"category {category}", "the server has no such category");
            }
        }
    }

    private void Options(Dictionary<string, IReadOnlyList<string>> categories)
    {
        ConfMap? options = config.Options;
        ZoneSettings settings = options is null ? new() : SettingsReading.Read(options);
        // BIND 9.18 lets everybody transfer where nothing is said, this server nobody.
        settings = settings with { AllowTransfer = settings.AllowTransfer ?? ["any"] };
        DnsSettings stated = new(
            settings,
            SettingsReading.List(options?["blackhole"]),
            SettingsReading.Flag(options?["recursion"]),
            SettingsReading.List(options?["allow-recursion"]),
            SettingsReading.Flag(options?["querylog"]),
            categories.Count > 0 ? categories : null);
        plan.Add("dns-settings", "", "what options and logging say of the server", (client, cancel) => client.DnsSettings.PutAsync(stated, Precondition.None, cancel));
        if (options is not null)
        {
            Leave(options, "options", [.. SettingsReading.Clauses, .. OptionClauses]);
        }
    }

    private void Views()
    {
        for (int i = 0; i < config.Views.Count; i++)
        {
            NamedConfView view = config.Views[i];
            if (!view.Class.Equals("IN", StringComparison.OrdinalIgnoreCase))
            {
                plan.Omit(view.Options, $"view {view.Name}", $"class {view.Class}: only zones of class IN are served from the database");
                continue;
            }

            DnsViewPut put = new(
                i + 1, null,
                SettingsReading.List(view.Options["match-clients"]), SettingsReading.List(view.Options["match-destinations"]), SettingsReading.Flag(view.Options["match-recursive-only"]),
                SettingsReading.Flag(view.Options["recursion"]), SettingsReading.List(view.Options["allow-recursion"]), SettingsReading.Read(view.Options));
            plan.Add("view", view.Name, $"position {i + 1}", (client, cancel) => client.Views.PutAsync(view.Name, put, Precondition.None, cancel));
            Leave(view.Options, $"view {view.Name}", [.. SettingsReading.Clauses, .. ViewClauses]);
        }
    }

    private void Leave(ConfMap map, string where, IReadOnlyList<string> known)
    {
        foreach (var (clause, value) in map.Clauses.Where(clause => !known.Contains(clause.Key, StringComparer.OrdinalIgnoreCase)))
        {
            plan.Omit(value, $"{where}: {clause}", clause == "server" ? "what is known of servers holds for all views" : Counterparts.Why(clause));
        }
    }
}
