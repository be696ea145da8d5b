using System.Net;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf;

/// <summary>A configuration as it was read: the tree of its statements, and what they say by name.</summary>
public sealed class NamedConfig
{
    internal NamedConfig(ConfMap root, string? directory)
    {
        (Root, Directory) = (root, directory);
        Options = root["options"] as ConfMap;
        Views = [.. root.All("view").Cast<ConfTuple>().Select(view => new NamedConfView((ConfText)view["name"], view["class"], (ConfMap)view["options"]))];
        Zones = [.. NamedConfZone.Of(root, null), .. Views.SelectMany(view => view.Zones)];
    }

    /// <summary>Every statement, by its name.</summary>
    public ConfMap Root { get; }

    /// <summary>The options statement.</summary>
    public ConfMap? Options { get; }

    /// <summary>The directory that relative paths follow, with its final slash; null is the working directory.</summary>
    public string? Directory { get; }

    /// <summary>The views in their order, which is the order of their matching.</summary>
    public IReadOnlyList<NamedConfView> Views { get; }

    /// <summary>The zones of the file and of all views.</summary>
    public IReadOnlyList<NamedConfZone> Zones { get; }

    /// <summary>The ACLs: name and address_match_list.</summary>
    public IReadOnlyList<(string Name, ConfList Elements)> Acls =>
        [.. Root.All("acl").Cast<ConfTuple>().Select(acl => (((ConfText)acl["name"]).Text, (ConfList)acl["value"]))];

    /// <summary>The TSIG keys of the file; those of a view are <see cref="NamedConfView.Keys"/>.</summary>
    public IReadOnlyList<NamedConfKey> Keys => NamedConfKey.Of(Root);

    /// <summary>The named lists of primaries (and masters).</summary>
    public IReadOnlyList<NamedConfServers> Primaries => [.. NamedConfServers.Of(Root, "primaries"), .. NamedConfServers.Of(Root, "masters")];

    /// <summary>The named lists of parental agents.</summary>
    public IReadOnlyList<NamedConfServers> ParentalAgents => NamedConfServers.Of(Root, "parental-agents");

    /// <summary>The inet control channels, of all controls statements.</summary>
    public IReadOnlyList<NamedConfControl> Controls =>
        [.. Root.All("controls").Cast<ConfMap>().SelectMany(map => map.All("inet")).Cast<ConfTuple>().Select(inet => new NamedConfControl(inet))];

    /// <summary>The logging channels by their blocks; <see cref="ConfMap.Id"/> is the name.</summary>
    public IReadOnlyList<ConfMap> LoggingChannels => Root["logging"] is ConfMap logging ? [.. logging.All("channel").Cast<ConfMap>()] : [];

    /// <summary>The logging categories with the names of their channels.</summary>
    public IReadOnlyList<(string Category, IReadOnlyList<string> Channels)> LoggingCategories => Root["logging"] is ConfMap logging
        ? [.. logging.All("category").Cast<ConfTuple>().Select(category => (
            ((ConfText)category["name"]).Text,
            (IReadOnlyList<string>)[.. ((ConfList)category["destinations"]).Items.Cast<ConfText>().Select(name => name.Text)]))]
        : [];

    /// <summary>A path of the configuration, seen from the working directory.</summary>
    public string Resolve(string path) => Directory is null || path.StartsWith('/') ? path : Directory + path;

    /// <summary>The whole configuration in canonical form (<c>named-checkconf -p</c>), with <paramref name="obscure"/> without secrets (<c>-x</c>).</summary>
    public string Print(bool obscure = false)
    {
        ConfPrinter printer = new(obscure);
        printer.Print(Root);
        return printer.ToString();
    }

    /// <summary>
    /// A clause as it holds in a zone: its own, or its view's, or the options statement's; null when none states it.
    /// </summary>
    public ConfValue? Effective(string clause, NamedConfView? view, NamedConfZone? zone = null) =>
        zone?.Options[clause] ?? view?.Options[clause] ?? Options?[clause];

    /// <summary>An address_match_list's elements, each as named.conf writes it: <c>!10.0.0.0/8</c>, <c>key "k"</c>, <c>{ ... }</c>.</summary>
    public static IReadOnlyList<string> Elements(ConfValue? list) => list switch
    {
        ConfList plain => [.. plain.Items.Select(Element)],
        ConfTuple withTransport when withTransport.Type.Name is "transport_acl" => Elements(withTransport["aml"]),
        ConfTuple listener when listener.Type.Name is "listen_on" => Elements(listener["acl"]),
        _ => [],
    };

    private static string Element(ConfValue element) => element switch
    {
        ConfText name => name.Text,
        ConfKeyReference key => $"key {key.Name}",
        ConfNegation negation => "!" + Element(negation.Element),
        ConfList nested => $"{{ {string.Concat(nested.Items.Select(item => Element(item) + "; "))}}}",
        ConfPrefix prefix when prefix.Length == (prefix.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128) =>
            prefix.Address.ToString(),
        _ => element.ToString(),
    };
}

/// <summary>A view.</summary>
public sealed class NamedConfView
{
    internal NamedConfView(ConfText name, ConfValue @class, ConfMap options)
    {
        (Name, Class, Options) = (name.Text, (@class as ConfText)?.Text ?? "IN", options);
        Zones = NamedConfZone.Of(options, this);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its class, IN when none is stated.</summary>
    public string Class { get; }

    /// <summary>Its clauses.</summary>
    public ConfMap Options { get; }

    /// <summary>Its zones.</summary>
    public IReadOnlyList<NamedConfZone> Zones { get; }

    /// <summary>The TSIG keys that it has to itself.</summary>
    public IReadOnlyList<NamedConfKey> Keys => NamedConfKey.Of(Options);
}

/// <summary>A zone statement.</summary>
public sealed class NamedConfZone
{
    private NamedConfZone(ConfTuple statement, NamedConfView? view)
    {
        (Statement, View, Options) = (statement, view, (ConfMap)statement["options"]);
        Name = ((ConfText)statement["name"]).Text;
        Class = (statement["class"] as ConfText)?.Text ?? view?.Class ?? "IN";
    }

    /// <summary>The statement, with where it stands.</summary>
    public ConfTuple Statement { get; }

    /// <summary>The name as it is written, with or without its final dot.</summary>
    public string Name { get; }

    /// <summary>The class.</summary>
    public string Class { get; }

    /// <summary>The view that it stands in, none in a file without views.</summary>
    public NamedConfView? View { get; }

    /// <summary>Its clauses.</summary>
    public ConfMap Options { get; }

    /// <summary>The type in today's words (primary, secondary, ...); <c>in-view</c> for a zone of another view; empty when none is stated.</summary>
    public string Type => Options["type"] is ConfText type
        ? type.Text.ToLowerInvariant() switch { "master" => "primary", "slave" => "secondary", var other => other }
        : Options["in-view"] is null ? "" : "in-view";

    /// <summary>The type as the file states it, empty when it states none.</summary>
    public string StatedType => (Options["type"] as ConfText)?.Text ?? "";

    /// <summary>The zone file as it is written.</summary>
    public string? File => (Options["file"] as ConfText)?.Text;

    /// <summary>The view whose zone this is (in-view).</summary>
    public string? InView => (Options["in-view"] as ConfText)?.Text;

    /// <summary>The primaries of a secondary zone.</summary>
    public NamedConfServers? Primaries => NamedConfServers.From(Options["primaries"] ?? Options["masters"]);

    /// <summary>Whom to notify besides the zone's name servers.</summary>
    public NamedConfServers? AlsoNotify => NamedConfServers.From(Options["also-notify"]);

    internal static IReadOnlyList<NamedConfZone> Of(ConfMap map, NamedConfView? view) =>
        [.. map.All("zone").Cast<ConfTuple>().Select(zone => new NamedConfZone(zone, view))];
}

/// <summary>A TSIG key. The secret is what the file says, in base64.</summary>
public sealed record NamedConfKey(string Name, string Algorithm, string Secret)
{
    internal static IReadOnlyList<NamedConfKey> Of(ConfMap map) =>
        [.. map.All("key").Cast<ConfMap>().Select(key => new NamedConfKey(
            ((ConfText)key.Id!).Text, (key["algorithm"] as ConfText)?.Text ?? "", (key["secret"] as ConfText)?.Text ?? ""))];
}

/// <summary>A remote server: an address, or the name of a list of them.</summary>
public sealed record NamedConfServer(IPAddress? Address, string? ListName, int? Port, string? Key, string? Tls);

/// <summary>A list of remote servers; the port holds for those that state none.</summary>
public sealed record NamedConfServers(string? Name, int? Port, IReadOnlyList<NamedConfServer> Servers)
{
    internal static IReadOnlyList<NamedConfServers> Of(ConfMap map, string clause) => [.. map.All(clause).Select(list => From(list)!)];

    /// <summary>The list that a clause such as also-notify states; null for another value.</summary>
    public static NamedConfServers? From(ConfValue? value) => value is not ConfTuple list ? null : new NamedConfServers(
        list.Type.Name == "named_remote_servers" ? ((ConfText)list["name"]).Text : null,
        (int?)(list["port"] as ConfNumber)?.Value,
        [.. ((ConfList)list["addresses"]).Items.Cast<ConfTuple>().Select(server => new NamedConfServer(
            (server["remote"] as ConfAddress)?.Address,
            (server["remote"] as ConfText)?.Text,
            server["remote"] is ConfAddress { Port: > 0 } address ? address.Port : null,
            (server["key"] as ConfText)?.Text,
            (server["tls"] as ConfText)?.Text))]);
}

/// <summary>A control channel: <c>inet</c> of controls.</summary>
public sealed class NamedConfControl
{
    internal NamedConfControl(ConfTuple inet)
    {
        var address = (ConfAddress)inet["address"];
        (Address, Port) = (address.Address, address.Port);
        Allow = NamedConfig.Elements(inet["allow"]);
        Keys = inet["keys"] is ConfList keys ? [.. keys.Items.Cast<ConfText>().Select(key => key.Text)] : [];
        IsReadOnly = inet["read-only"] is ConfBoolean { Value: true };
    }

    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; }

    /// <summary>The port, 0 when none is stated (953).</summary>
    public int Port { get; }

    /// <summary>Who may connect.</summary>
    public IReadOnlyList<string> Allow { get; }

    /// <summary>The names of the keys that are accepted.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether only commands that change nothing are accepted.</summary>
    public bool IsReadOnly { get; }
}
