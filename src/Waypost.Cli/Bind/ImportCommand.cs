using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Dns.NamedConf;

namespace Waypost.Cli.Bind;

/// <summary><c>waypost import bind</c>: brings a BIND server's configuration and zones in through the API.</summary>
internal static class ImportCommand
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> file = new("file") { Description = "named.conf", DefaultValueFactory = _ => "/etc/bind/named.conf" };
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Only show what would come, and what not and why" };
        Command bind = new("bind", """
            Brings views, ACLs, keys, server settings and zones of a named.conf in.

            What comes, and what has no counterpart and why, is shown first. Nothing is written when the configuration or a
            zone file has errors. What is there already under the same name is replaced; nothing is deleted.
            """) { file, dryRun };
        bind.WithCall(options, async call =>
        {
            ImportPlan plan = await ReadAsync(call, call.Required(file));
            plan.Write(call.Output);
            if (plan.Errors.Count > 0)
            {
                throw new RefusedException(string.Join('\n', plan.Errors) + "\nnothing was imported");
            }

            if (call.Parsed.GetValue(dryRun))
            {
                return;
            }

            foreach (ImportStep step in plan.Steps)
            {
                try
                {
                    await step.Apply(call.Client, call.Cancellation);
                }
                catch (Client.WaypostApiException refused)
                {
                    throw new RefusedException($"{step.Kind} {step.Name}: {refused.Message}\nwhat stands before it in the list above was imported; run the command again when this is mended");
                }
            }

            await call.Output.WriteLineAsync($"Imported {plan.Steps.Count}.");
        });
        return new Command("import", "Brings in what another server has") { bind };
    }

    private static async Task<ImportPlan> ReadAsync(CallContext call, string file)
    {
        NamedConfResult result = NamedConfFile.Parse(file);
        if (result.HasErrors || result.Config is not { } config)
        {
            throw new RefusedException(string.Join('\n', result.Diagnostics) + "\nnothing was imported");
        }

        ImportPlan plan = new();
        new ServerImport(config, plan).Read();
        await new ZoneImport(config, Path.GetFullPath(config.Directory ?? "."), plan).ReadAsync(call.Client, call.Cancellation);
        return plan;
    }
}
