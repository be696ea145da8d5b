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
        Command command = ResourceCommand.Build(options, "accounts", "accounts", "name", client => client.Accounts, View);
        command.Subcommands.Add(new Command("set", "Creates an account or changes its password") { name, password, passwordFile }.WithCall(options, async call =>
        {
            string? secret = call.Parsed.GetValue(passwordFile) is { } file
                ? TextFile.Read(file).Split(LineEnd, 2)[0]
                : call.Parsed.GetValue(password);
            View.Write(call.Output, call.Format, (await call.Client.Accounts.PutAsync(call.Required(name), new AccountPut(secret), Precondition.None, call.Cancellation)).Value);
        }));
        return command;
    }
}
