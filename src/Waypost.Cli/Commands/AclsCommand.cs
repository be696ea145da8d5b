using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost acls</c>.</summary>
internal static class AclsCommand
{
    private static readonly View<Acl> View = new(
        new("NAME", acl => acl.Name),
        new("ELEMENTS", acl => string.Join("; ", acl.Elements)));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Argument<string[]> elements = new("element") { Description = "192.0.2.0/24, !10.0.0.1, \"key name\", any, none, localhost, localnets, an ACL, \"{ 10/8; }\"", Arity = ArgumentArity.OneOrMore };
        Command command = ResourceCommand.Build(options, "acls", "named address match lists", "name", client => client.Acls, View);
        command.Subcommands.Add(ResourceCommand.Set(options, "an ACL", name, [elements], client => client.Acls, parsed => new AclPut(parsed.GetRequiredValue(elements)), View));
        return command;
    }
}
