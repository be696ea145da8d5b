using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Mail.Tables;

namespace Waypost.Cli.Sendmail.Files;

/// <summary><c>waypost import sendmail</c>: the tables of /etc/mail, aliases and forwards.</summary>
internal static class SendmailImport
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> directory = new("directory") { Description = "Where the tables are", DefaultValueFactory = _ => "/etc/mail" };
        Option<string?> aliases = new("--aliases") { Description = "The aliases file (as the configuration says, or aliases in the directory, or /etc/aliases)" };
        Option<string?> home = new("--home") { Description = "The directory of the accounts' homes, to bring their .forward files" };
        Option<bool> apply = new("--apply") { Description = "Write what comes" };
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Only show what would come, and what not and why; without --apply it is always so" };
        Command command = new("sendmail", """
            Brings local-host-names, access, virtusertable, aliases, genericstable, mailertable, relay-domains and .forward files in.

            What comes, what is a setting of the server, and what has no counterpart and why, is shown first; --apply writes it.
            What is there already under the same key is replaced; nothing is deleted.
            """) { directory, aliases, home, apply, dryRun };
        return command.WithCall(options, async call =>
        {
            string root = Path.GetFullPath(call.Required(directory));
            if (!Directory.Exists(root))
            {
                throw new UsageException($"{root} is not there");
            }

            MailImportPlan plan = new();
            Read(plan, root, call.Parsed.GetValue(aliases), call.Parsed.GetValue(home));
            await plan.RunAsync(call, call.Parsed.GetValue(apply) && !call.Parsed.GetValue(dryRun));
        });
    }

    private static void Read(MailImportPlan plan, string root, string? aliasFile, string? home)
    {
        string At(string name) => Path.Combine(root, name);
        McImport configuration = new(plan);
        List<Action> after = [];
        string? macros = Directory.EnumerateFiles(root, "*.mc").Order(StringComparer.Ordinal).OrderBy(path => Path.GetFileName(path) != "sendmail.mc").FirstOrDefault(path => Path.GetFileName(path) != "submit.mc");
        if (macros is not null)
        {
            after.Add(() => configuration.ReadMacros(macros, TextFile.Read(macros)));
            foreach (M4Call call in M4Macros.Read(TextFile.Read(macros)).Where(call => call.Name == "define" && call.Arguments.Count > 1))
            {
                aliasFile ??= call.Arguments[0] == "ALIAS_FILE" ? call.Arguments[1].Split(',')[0] : null;
            }
        }
        else if (File.Exists(At("sendmail.cf")))
        {
            after.Add(() => configuration.ReadConfiguration(At("sendmail.cf"), TextFile.Read(At("sendmail.cf"))));
        }

        Words(At("local-host-names"), plan.MailDomain);
        foreach (ServerTable table in ServerTable.All.Where(table => table.File != "aliases"))
        {
            if (File.Exists(At(table.File)))
            {
                Table(plan, table, At(table.File));
            }
        }

        Words(At("relay-domains"), (domain, place) => McImport.Relay(plan, domain, place));
        Aliases(plan, aliasFile ?? (File.Exists(At("aliases")) ? At("aliases") : "/etc/aliases"));
        if (home is not null)
        {
            Forwards(plan, home);
        }

        foreach ((string name, string setting) in new[] { ("generics-domains", "MailTables:GenericsDomains"), ("masquerade-domains", "MailTables:MasqueradeDomains") })
        {
            Words(At(name), (domain, place) => plan.Setting(setting, domain, place));
        }

        foreach ((string name, string why) in new[] { ("domaintable", McCounterparts.Features["domaintable"]), ("trusted-users", McCounterparts.Features["use_ct_file"]), ("userdb", "no counterpart: write aliases and generic addresses"), ("authinfo", McCounterparts.Features["authinfo"]) })
        {
            if (File.Exists(At(name)))
            {
                plan.Omit(At(name), name, why);
            }
        }

        after.ForEach(action => action());
    }

    internal static void Table(MailImportPlan plan, ServerTable table, string path)
    {
        List<(int Line, string What)> problems = [];
        Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (MapLine line in MapFile.Read(TextFile.Read(path), null, problems))
        {
            string place = $"{path}:{line.Line}";
            if (seen.TryGetValue(line.Key, out int first))
            {
                plan.Omit(place, line.Key, $"a duplicate key; the one in line {first} counts, as in makemap");
                continue;
            }

            seen[line.Key] = line.Line;
            plan.Entry(table.Collection, line.Key, line.Value, place);
        }

        foreach ((int line, string what) in problems)
        {
            plan.Omit($"{path}:{line}", what, "not a line of a table");
        }
    }

    internal static void Aliases(MailImportPlan plan, string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        List<(int Line, string What)> warnings = [];
        foreach (AliasLine alias in AliasFile.Read(TextFile.Read(path), warnings))
        {
            plan.Targets("aliases", alias.Name, alias.Targets, $"{path}:{alias.Line}");
        }

        foreach ((int line, string what) in warnings)
        {
            plan.Omit($"{path}:{line}", what, "a warning of newaliases");
        }
    }

    private static void Forwards(MailImportPlan plan, string home)
    {
        foreach (string directory in Directory.EnumerateDirectories(home).Order(StringComparer.Ordinal))
        {
            foreach (string path in Directory.EnumerateFiles(directory, ".forward*").Order(StringComparer.Ordinal))
            {
                string suffix = Path.GetFileName(path)[".forward".Length..];
                if (suffix.Length == 0 || suffix.StartsWith('+'))
                {
                    plan.Targets("forwards", Path.GetFileName(directory) + suffix, AddressListText.ReadLines(TextFile.Read(path)), path);
                }
            }
        }
    }

    private static void Words(string path, Action<string, string> take)
    {
        if (!File.Exists(path))
        {
            return;
        }

        int number = 0;
        foreach (string line in TextFile.Read(path).Split('\n'))
        {
            number++;
            string text = line.Split('#')[0].Trim();
            if (text.Length > 0)
            {
                take(text, $"{path}:{number}");
            }
        }
    }
}
