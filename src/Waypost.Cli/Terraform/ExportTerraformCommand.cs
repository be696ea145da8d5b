using System.CommandLine;
using Waypost.Cli.Connections;

namespace Waypost.Cli.Terraform;

/// <summary><c>waypost export terraform</c>: a whole server as Terraform's configuration.</summary>
internal static class ExportTerraformCommand
{
    public static Command Build(GlobalOptions options)
    {
        Argument<string> directory = new("directory") { Description = "Where to; it is made when it is not there" };
        return new Command("terraform", """
            Writes resources and import blocks for everything on the server, so that "terraform apply" takes it over and a plan
            after that is empty. Passwords and the secrets of TSIG keys stay as they are on the server: nobody can read them.
            """) { directory }.WithCall(options, async call =>
        {
            string target = Path.GetFullPath(call.Required(directory));
            int count = await new TerraformExport(call.Client).WriteAsync(target, call.Cancellation);
            await call.Output.WriteLineAsync($"Wrote {target} with {count} resources. Next: cd {target} && terraform init && terraform apply");
        });
    }
}
