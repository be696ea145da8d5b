using System.CommandLine;
using Waypost.Cli.Bind;
using Waypost.Cli.Classic;
using Waypost.Cli.Commands;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;

namespace Waypost.Cli;

/// <summary>The tree of commands, and how it is run.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (ClassicCommands.Find(ClassicCommands.InvokedName(), arguments) is { } classic)
        {
            return classic();
        }

        // A virtual user is "@other.example" and an apex "@": neither is a response file.
        ParserConfiguration parsing = new() { ResponseFileTokenReplacer = null };
        ParseResult parsed = Build().Parse(arguments, parsing);
        int code = await parsed.InvokeAsync(cancellationToken: cancellationToken);
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }

    private static RootCommand Build()
    {
        GlobalOptions options = new();
        RootCommand root = new("""
            Operates a Waypost server over its API.

            The server and the key come from --server and --key or --key-file, or from WAYPOST_ENDPOINT and WAYPOST_API_KEY;
            without any, from http://127.0.0.1:8080 and data/admin.key.
            Exit codes: 0 done, 1 the server refused, 2 wrong usage, 3 no answer from the server, 4 not found, 130 interrupted.
            """);
        options.AddTo(root);
        ClassicCommands.AddTo(root);
        root.Subcommands.Add(ZonesCommand.Build(options));
        root.Subcommands.Add(RecordsCommand.Build(options));
        root.Subcommands.Add(AclsCommand.Build(options));
        root.Subcommands.Add(ViewsCommand.Build(options));
        root.Subcommands.Add(RemoteServersCommand.BuildLists(options));
        root.Subcommands.Add(RemoteServersCommand.Build(options));
        root.Subcommands.Add(LoggingChannelsCommand.Build(options));
        root.Subcommands.Add(DnsSettingsCommand.Build(options));
        root.Subcommands.Add(MailDomainsCommand.Build(options));
        root.Subcommands.Add(AccountsCommand.Build(options));
        foreach (Command table in MailTableCommands.Build(options))
        {
            root.Subcommands.Add(table);
        }

        root.Subcommands.Add(AccessEntriesCommand.BuildRecipients(options));
        root.Subcommands.Add(QueueCommand.Build(options));
        root.Subcommands.Add(MessagesCommand.Build(options));
        root.Subcommands.Add(TsigKeysCommand.Build(options));
        root.Subcommands.Add(TsigKeygenCommand.Build());
        root.Subcommands.Add(ApplyCommand.Build(options));
        root.Subcommands.Add(ApplyCommand.BuildDiff(options));
        root.Subcommands.Add(ChangesetsCommand.Build(options));
        root.Subcommands.Add(HistoryCommand.Build(options));
        root.Subcommands.Add(ImportCommand.Build(options));
        root.Subcommands.Add(ExportCommand.Build(options));
        return root;
    }
}
