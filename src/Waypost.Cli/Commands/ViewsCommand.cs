using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost views</c>.</summary>
internal static class ViewsCommand
{
    private static readonly View<DnsView> View = new(
        new("NAME", view => view.Name),
        new("POSITION", view => View<DnsView>.Number(view.Position)),
        new("CLASS", view => view.Class ?? "IN"),
        new("MATCH-CLIENTS", view => string.Join("; ", view.MatchClients ?? ["any"])),
        new("MATCH-DESTINATIONS", view => string.Join("; ", view.MatchDestinations ?? ["any"])));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<int> position = new("--position") { Description = "Views are tried in ascending order of this number" };
        Option<string?> viewClass = new("--class") { Description = "IN, CH or HS" };
        Option<string[]?> matchClients = ZoneSettingsOptions.List("--match-clients", "Peers that see the view");
        Option<string[]?> matchDestinations = ZoneSettingsOptions.List("--match-destinations", "Addresses of the server at which it is seen");
        Option<bool?> matchRecursiveOnly = new("--match-recursive-only") { Description = "Only queries with RD set see it" };
        ZoneSettingsOptions settings = new();
        Command command = ResourceCommand.Build(options, "views", "views", "name", client => client.Views, View);
        command.Subcommands.Add(ResourceCommand.Set(
            options, "a view", name, [position, viewClass, matchClients, matchDestinations, matchRecursiveOnly, .. settings.All], client => client.Views,
            parsed => new DnsViewPut(
                parsed.GetValue(position), parsed.GetValue(viewClass), ZoneSettingsOptions.Read(parsed, matchClients), ZoneSettingsOptions.Read(parsed, matchDestinations),
                parsed.GetValue(matchRecursiveOnly), Settings: settings.Read(parsed)),
            View));
        return command;
    }
}
