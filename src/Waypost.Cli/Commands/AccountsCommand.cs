using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost accounts</c>.</summary>
internal static class AccountsCommand
{
    private static readonly char[] LineEnd = ['\r', '\n'];

    private static readonly View<Account> View = new(
        new("NAME", account => account.Name),
        new("CREATED", account => View<Account>.Time(account.CreatedAt)));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<string?> password = new("--password") { Description = "Other users of this machine can see it; prefer --password-file" };
        Option<string?> passwordFile = new("--password-file") { Description = "A file whose first line is the password, - for standard input" };
        Option<bool> disabled = new("--disabled") { Description = "Nobody can log in; mail still comes" };
        Option<string[]> protocols = new("--protocol") { Description = "imap, pop3 or smtp; may be given more than once, all when it is not given" };
        Option<long?> storage = new("--quota-storage") { Description = "Octets that the mailboxes may hold" };
        Option<long?> messages = new("--quota-messages") { Description = "Messages that the mailboxes may hold" };
        Command command = ResourceCommand.Build(options, "accounts", "accounts", "name", client => client.Accounts, View);
        command.Subcommands.Add(new Command("set", "Creates an account or changes its password") { name, password, passwordFile, disabled, protocols, storage, messages }.WithCall(options, async call =>
        {
            string? secret = call.Parsed.GetValue(passwordFile) is { } file
                ? TextFile.Read(file).Split(LineEnd, 2)[0]
                : call.Parsed.GetValue(password);
            View.Write(call.Output, call.Format, (await call.Client.Accounts.PutAsync(call.Required(name), Body(call.Parsed, secret), Precondition.None, call.Cancellation)).Value);
        }));
        command.Subcommands.Add(AppPasswordsCommand.Build(options));
        return command;

        AccountPut Body(ParseResult parsed, string? secret) => new(
            secret, parsed.GetValue(disabled), parsed.GetValue(protocols) is { Length: > 0 } chosen ? chosen : null, parsed.GetValue(storage), parsed.GetValue(messages));
    }
}
