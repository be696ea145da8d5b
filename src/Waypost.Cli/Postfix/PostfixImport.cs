using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Sendmail.Files;

namespace Waypost.Cli.Postfix;

/// <summary><c>waypost import postfix</c>: main.cf's common parameters and the tables that they name.</summary>
internal static class PostfixImport
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> directory = new("directory") { Description = "Where main.cf is", DefaultValueFactory = _ => "/etc/postfix" };
        Option<bool> apply = new("--apply") { Description = "Write what comes" };
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Only show what would come, and what not and why; without --apply it is always so" };
        Command command = new("postfix", """
            Brings mydestination, virtual domains and aliases, aliases, transports, relay domains, networks and access tables in.

            Tables are read from their source files (hash:, btree:, lmdb:, texthash:, cidr:). What comes, what is a setting of
            the server, and what has no counterpart and why, is shown first; --apply writes it. Nothing is deleted.
            """) { directory, apply, dryRun };
        return command.WithCall(options, async call =>
        {
            string file = Path.Combine(Path.GetFullPath(call.Required(directory)), "main.cf");
            MailImportPlan plan = new();
            new PostfixReading(MainCf.Read(file), file, plan).Read();
            await plan.RunAsync(call, call.Parsed.GetValue(apply) && !call.Parsed.GetValue(dryRun));
        });
    }
}
