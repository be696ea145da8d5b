using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Terraform;
using Waypost.Dns.NamedConf;

namespace Waypost.Cli.Bind;

/// <summary><c>waypost export bind</c>: writes a named.conf and zone files that BIND serves identically.</summary>
internal static class ExportCommand
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> directory = new("directory") { Description = "Where to; it is made when it is not there" };
        Command bind = new("bind", """
            Writes named.conf, keys.conf and the zone files into a directory.

            Secrets of TSIG keys cannot be read from the server. keys.conf has new ones, to be replaced by the keys' own; a
            keys.conf that is there stays as it is.
            """) { directory };
        bind.WithCall(options, async call =>
        {
            string target = Path.GetFullPath(call.Required(directory));
            BindExport export = await BindExport.ReadAsync(call.Client, target, call.Cancellation);
            await export.WriteAsync(call.Client, call.Cancellation);
            NamedConfResult written = NamedConfFile.Parse(Path.Combine(target, "named.conf"));
            if (written.HasErrors)
            {
                throw new RefusedException(string.Join('\n', written.Diagnostics));
            }

            foreach (string note in export.Notes)
            {
                await call.Parsed.InvocationConfiguration.Error.WriteLineAsync(note);
            }

            await call.Output.WriteLineAsync($"Wrote {Path.Combine(target, "named.conf")} with {export.ZoneCount} zones.");
        });
        return new Command("export", "Writes what the server has in another form") { bind, ExportTerraformCommand.Build(options) };
    }
}
