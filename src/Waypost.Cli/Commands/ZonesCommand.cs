using System.CommandLine;
using System.Net;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost zones</c>.</summary>
internal static class ZonesCommand
{
    private static readonly View<Zone> View = new(
        new("NAME", zone => zone.Name),
        new("VIEW", zone => zone.View),
        new("KIND", zone => zone.Kind),
        new("SERIAL", zone => View<Zone>.Number(zone.Serial)),
        new("RECORDS", zone => View<Zone>.Number(zone.RecordCount)),
        new("UPDATED", zone => View<Zone>.Time(zone.UpdatedAt)));

    /// <summary>Of this command and of its subcommands: recursive.</summary>
    public static Option<string?> ViewOption { get; } = new("--view") { Description = "The view that the zone is in; without it the default one", Recursive = true };

    public static Command Build(GlobalOptions options)
    {
        Command command = ResourceCommand.Build(options, "zones", "zones", "name", (client, parsed) => client.Zones.InView(parsed.GetValue(ViewOption)), View);
        command.Options.Add(ViewOption);
        command.Subcommands.Add(Set(options));
        command.Subcommands.Add(Create(options));
        command.Subcommands.Add(Export(options));
        command.Subcommands.Add(Import(options));
        foreach (Command transfer in ZoneTransferCommands.Build(options))
        {
            command.Subcommands.Add(transfer);
        }

        return command;
    }

    private static Command Create(GlobalOptions options)
    {
        Argument<string?> name = new("name") { Arity = ArgumentArity.ZeroOrOne, Description = "The zone's name; not needed with --network" };
        Option<string?> network = new("--network") { Description = "The network whose reverse names the zone holds: 192.0.2.0/24, 192.0.2.128/26 (RFC 2317), 2001:db8::/32" };
        Option<string?> file = new("--file", "-f") { Description = "A master file (RFC 1035 section 5), - for standard input" };
        Option<string?> primary = new("--primary-name-server") { Description = "The SOA's and the NS record's name server, without a file" };
        Option<string?> hostmaster = new("--hostmaster") { Description = "The SOA's mailbox, without a file" };
        Option<string?> kind = new("--kind") { Description = "primary or secondary" };
        ZoneSettingsOptions settings = new();
        Command create = new("create", "Creates a zone") { name, network, file, primary, hostmaster, kind };
        foreach (Option option in settings.All.Cast<Option>())
        {
            create.Options.Add(option);
        }

        return create.WithCall(options, async call =>
        {
            string zone = call.Parsed.GetValue(name) ?? "";
            Tagged<Zone> created = call.Parsed.GetValue(file) is { } path && settings.Read(call.Parsed) is null && call.Parsed.GetValue(network) is null
                ? await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).CreateFromFileAsync(zone, TextFile.Read(path), call.Cancellation)
                : await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).CreateAsync(
                    new ZoneCreate(
                        zone, call.Parsed.GetValue(file) is { } master ? TextFile.Read(master) : null, PrimaryNameServer: call.Parsed.GetValue(primary), Hostmaster: call.Parsed.GetValue(hostmaster),
                        Kind: call.Parsed.GetValue(kind), Settings: settings.Read(call.Parsed), Network: call.Parsed.GetValue(network)),
                    call.Cancellation);
            View.Write(call.Output, call.Format, created.Value);
        });
    }

    private static Command Set(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<string?> kind = new("--kind") { Description = "primary or secondary" };
        Option<string[]?> unset = ZoneSettingsOptions.List("--unset", "Settings to set no longer, as in JSON: allowQuery");
        ZoneSettingsOptions settings = new();
        Command set = new("set", "Changes kind and settings of a zone; what no option names stays") { name, kind, unset };
        foreach (Option option in settings.All.Cast<Option>())
        {
            set.Options.Add(option);
        }

        return set.WithCall(options, async call => View.Write(call.Output, call.Format, (await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).PatchAsync(
            call.Required(name), new ZonePatch(call.Parsed.GetValue(kind), settings.Read(call.Parsed)), ZoneSettingsOptions.Read(call.Parsed, unset) ?? [], Precondition.None, call.Cancellation)).Value));
    }

    private static Command Export(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<string> file = new("--file", "-f") { Description = "Where to, - for standard output", DefaultValueFactory = _ => "-" };
        return new Command("export", "Writes a zone as a master file") { name, file }.WithCall(options, async call =>
            TextFile.Write(call.Parsed.GetRequiredValue(file), await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).ReadFileAsync(call.Required(name), call.Cancellation)));
    }

    private static Command Import(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Argument<string> file = new("file") { Description = "A master file, - for standard input" };
        return new Command("import", "Replaces a zone by a master file, or creates it") { name, file }.WithCall(options, async call =>
        {
            string zone = call.Required(name);
            string masterFile = TextFile.Read(call.Required(file));
            try
            {
                await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).ReplaceFileAsync(zone, masterFile, Precondition.None, call.Cancellation);
            }
            catch (WaypostApiException missing) when (missing.Status == HttpStatusCode.NotFound)
            {
                await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).CreateFromFileAsync(zone, masterFile, call.Cancellation);
            }

            View.Write(call.Output, call.Format, (await call.Client.Zones.InView(call.Parsed.GetValue(ViewOption)).GetAsync(zone, call.Cancellation)).Value);
        });
    }
}
