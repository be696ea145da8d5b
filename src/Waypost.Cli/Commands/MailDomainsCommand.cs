using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost mail-domains</c>.</summary>
internal static class MailDomainsCommand
{
    private static readonly View<MailDomain> View = new(
        new("NAME", domain => domain.Name),
        new("CREATED", domain => View<MailDomain>.Time(domain.CreatedAt)));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Command command = ResourceCommand.Build(options, "mail-domains", "mail domains", "name", client => client.MailDomains, View);
        command.Subcommands.Add(new Command("set", "Takes mail for a domain") { name }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.MailDomains.PutAsync(call.Required(name), Precondition.None, call.Cancellation)).Value)));
        return command;
    }
}
