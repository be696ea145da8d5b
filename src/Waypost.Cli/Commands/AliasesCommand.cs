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
        command.Subcommands.Add(ResourceCommand.Set(options, "an alias", name, [targets], client => client.Aliases, parsed => new AliasPut(parsed.GetRequiredValue(targets)), View));
        return command;
    }
}
