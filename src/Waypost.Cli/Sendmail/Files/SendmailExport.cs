using System.CommandLine;
using System.Text;
using Waypost.Cli.Connections;
using Waypost.Client;

namespace Waypost.Cli.Sendmail.Files;

/// <summary><c>waypost export sendmail</c>: the tables as sendmail's files.</summary>
internal static class SendmailExport
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> directory = new("directory") { Description = "Where to; it is made when it is not there" };
        Command command = new("sendmail", """
            Writes local-host-names, access, virtusertable, aliases, genericstable, mailertable and forwards/ACCOUNT.

            Entries that sendmail does not know (CIDR blocks, ports of mailer routes) are written as comments.
            """) { directory };
        return command.WithCall(options, async call =>
        {
            string target = Path.GetFullPath(call.Required(directory));
            Directory.CreateDirectory(target);
            List<string> domains = await call.Client.MailDomains.ListAsync(call.Cancellation).Select(domain => domain.Name).ToListAsync(call.Cancellation);
            await WriteAsync(call, target, "local-host-names", domains);
            foreach (ServerTable table in ServerTable.All.Where(table => table.File != "aliases"))
            {
                await WriteAsync(call, target, table.File, await table.List(call.Client, call.Cancellation).Select(entry => Line(table, entry.Key, entry.Value)).ToListAsync(call.Cancellation));
            }

            await WriteAsync(call, target, "aliases", await call.Client.Aliases.ListAsync(call.Cancellation).Select(alias => AliasFile.Write(alias.Name, alias.Targets)).ToListAsync(call.Cancellation));
            await foreach (Forward forward in call.Client.Forwards.ListAsync(call.Cancellation))
            {
                Directory.CreateDirectory(Path.Combine(target, "forwards"));
                await WriteAsync(call, target, Path.Combine("forwards", forward.Account), forward.Targets);
            }
        });
    }

    private static string Line(ServerTable table, string key, string value)
    {
        bool unknown = (table.File == "access" && key.Contains('/', StringComparison.Ordinal))
            || (table.File == "mailertable" && Mail.Tables.MailerRoute.TryParse(key, value.Replace("%1", "x", StringComparison.Ordinal), out Mail.Tables.MailerRoute? route) && route!.Hosts.Any(host => host.Port is not null));
        return $"{(unknown ? "# sendmail has no such entry: " : "")}{key}\t{value}";
    }

    private static async Task WriteAsync(CallContext call, string target, string name, IReadOnlyList<string> lines)
    {
        StringBuilder text = new();
        foreach (string line in lines)
        {
            text.Append(line).Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(target, name), text.ToString(), call.Cancellation);
        await call.Output.WriteLineAsync($"{name}: {lines.Count}");
    }
}
