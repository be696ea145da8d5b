using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost virtual-users</c>.</summary>
internal static class VirtualUsersCommand
{
    private static readonly View<VirtualUser> View = new(
        new("ADDRESS", user => user.Address),
        new("TARGET", user => user.Target));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> address = new("address") { Description = "user@domain, or @domain for everybody there" };
        Argument<string> target = new("target") { Description = "An account, an alias, an address, or error:..." };
        Command command = ResourceCommand.Build(options, "virtual-users", "virtual users", "address", client => client.VirtualUsers, View);
        command.Subcommands.Add(ResourceCommand.Set(options, "a virtual user", address, [target], client => client.VirtualUsers, parsed => new VirtualUserPut(parsed.GetRequiredValue(target)), View));
        return command;
    }
}
