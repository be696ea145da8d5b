using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost access-entries</c>.</summary>
internal static class AccessEntriesCommand
{
    private static readonly View<AccessEntry> View = new(
        new("KEY", entry => entry.Key),
        new("VALUE", entry => entry.Value));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> key = new("key") { Description = "As in sendmail's access table: From:spam@example.net, Connect:192.0.2" };
        Argument<string> value = new("value") { Description = "OK, RELAY, REJECT, DISCARD, ERROR:..." };
        Command command = ResourceCommand.Build(options, "access-entries", "access entries", "key", client => client.AccessEntries, View);
        command.Subcommands.Add(ResourceCommand.Set(options, "an access entry", key, [value], client => client.AccessEntries, parsed => new AccessEntryPut(parsed.GetRequiredValue(value)), View));
        return command;
    }
}
