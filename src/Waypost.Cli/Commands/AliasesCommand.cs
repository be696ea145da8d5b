using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost aliases</c>.</summary>
internal static class AliasesCommand
{
    private static readonly View<Alias> View = new(
        new("NAME", alias => alias.Name),
        new("TARGETS", alias => string.Join(", ", alias.Targets)));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Argument<string[]> targets = new("target") { Description = "An account, an alias or an address", Arity = ArgumentArity.OneOrMore };
        Command command = ResourceCommand.Build(options, "aliases", "aliases", "name", client => client.Aliases, View);
        command.Subcommands.Add(new Command("set", "Creates or replaces an alias") { name, targets }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.Aliases.PutAsync(
                call.Required(name), new AliasPut(call.Required(targets)), Precondition.None, call.Cancellation)).Value)));
        return command;
    }
}
