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
        command.Subcommands.Add(new Command("set", "Creates or replaces a virtual user") { address, target }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.VirtualUsers.PutAsync(
                call.Required(address), new VirtualUserPut(call.Required(target)), Precondition.None, call.Cancellation)).Value)));
        return command;
    }
}
