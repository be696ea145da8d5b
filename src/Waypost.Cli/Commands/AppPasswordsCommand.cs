using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost accounts app-passwords</c>.</summary>
internal static class AppPasswordsCommand
{
    private static readonly View<AppPassword> View = new(
        new("NAME", password => password.Name),
        new("PROTOCOLS", password => password.Protocols is null ? "all" : string.Join(' ', password.Protocols)),
        new("CREATED", password => View<AppPassword>.Time(password.CreatedAt)));

    private static readonly View<AppPasswordCreated> CreatedView = new(
        new("NAME", password => password.Name),
        new("PASSWORD", password => password.Password));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> account = new("account");
        Argument<string> name = new("name");
        Option<string[]> protocols = new("--protocol") { Description = "imap, pop3 or smtp; may be given more than once, all when it is not given" };
        Command command = new("app-passwords", "Lists and changes the app passwords of an account");
        command.Subcommands.Add(new Command("list", "Lists them") { account }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, await call.Client.Accounts.ListAppPasswordsAsync(call.Required(account), call.Cancellation))));
        command.Subcommands.Add(new Command("create", "Creates one and shows it, this once") { account, name, protocols }.WithCall(options, async call =>
            CreatedView.Write(call.Output, call.Format, await call.Client.Accounts.CreateAppPasswordAsync(
                call.Required(account),
                new AppPasswordCreate(call.Required(name), call.Parsed.GetValue(protocols) is { Length: > 0 } chosen ? chosen : null),
                call.Cancellation))));
        command.Subcommands.Add(new Command("delete", "Deletes one") { account, name }.WithCall(options, call =>
            call.Client.Accounts.DeleteAppPasswordAsync(call.Required(account), call.Required(name), call.Cancellation)));
        return command;
    }
}
