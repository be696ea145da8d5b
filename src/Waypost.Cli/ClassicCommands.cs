using System.CommandLine;
using Waypost.Cli.Classic;
using Waypost.Cli.Sendmail;

namespace Waypost.Cli;

/// <summary>
/// Commands that take the options of BIND's and sendmail's as they stand, under Waypost's names and under their own: a link named
/// <c>named-checkzone</c> or <c>sendmail</c> to this program is enough.
/// </summary>
internal static class ClassicCommands
{
    private static readonly ClassicCommand[] Commands =
    [
        new("check-zone", "named-checkzone", "Checks a master file as named-checkzone does, with its options: check-zone [-i mode] [-k mode] ... ORIGIN FILE",
            CheckZoneCommand.Check),
        new("compile-zone", "named-compilezone", "Checks a master file and writes the zone as named-compilezone does: compile-zone -o OUTPUT ORIGIN FILE",
            CheckZoneCommand.Compile),
        new("check-conf", "named-checkconf", "Checks a named.conf as named-checkconf does, with its options: check-conf [-chijlvz] [-p [-x]] [-t directory] [FILE]",
            CheckConfCommand.Run),
        new("sendmail", "sendmail", "Takes a message on standard input as sendmail does: sendmail [-t] [-i] [-f sender] [-F name] [-bp|-bi|-bv|-bs] [-q] ... [recipient ...]",
            SendmailCommand.Run),
        new("mailq", "mailq", "Lists the queue as sendmail does, or as Postfix: mailq [-o postfix] [-Ac] [-qI...|-qR...|-qS...|-qQ...]",
            MailqCommand.Run),
        new("newaliases", "newaliases", "Puts the aliases of /etc/aliases into the server's table: newaliases [file]",
            NewaliasesCommand.Run),
        new("makemap", "makemap", "Makes a mail table of the server from standard input as makemap does: makemap [-o] [-r] [-u] [-v] hash access",
            MakemapCommand.Run),
    ];

    /// <summary>
    /// The name by which the program was called. The runtime may put its own library there, so that on Linux the kernel is asked.
    /// </summary>
    public static string InvokedName()
    {
        const string CommandLineFile = "/proc/self/cmdline";
        try
        {
            return File.Exists(CommandLineFile) ? File.ReadAllText(CommandLineFile).Split('\0')[0] : Environment.GetCommandLineArgs()[0];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Environment.GetCommandLineArgs()[0];
        }
    }

    /// <summary>The run of the command that the program's own name, or the first argument, asks for; null when neither does.</summary>
    public static Func<int>? Find(string program, IReadOnlyList<string> arguments)
    {
        string invoked = Path.GetFileName(program);
        foreach (ClassicCommand command in Commands)
        {
            if (invoked == command.ClassicName)
            {
                return () => command.Run(command.ClassicName, [.. arguments], ClassicConsole.OfProcess());
            }

            if (arguments.Count > 0 && arguments[0] == command.Name)
            {
                return () => command.Run(command.Name, [.. arguments.Skip(1)], ClassicConsole.OfProcess());
            }
        }

        return null;
    }

    /// <summary>Lists the commands in the help; they never get so far as to be parsed there.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (ClassicCommand command in Commands)
        {
            root.Subcommands.Add(new Command(command.Name, command.Description));
        }
    }

    private sealed record ClassicCommand(string Name, string ClassicName, string Description, Func<string, string[], ClassicConsole, int> Run);
}
