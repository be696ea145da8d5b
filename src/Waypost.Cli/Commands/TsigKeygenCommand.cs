using System.CommandLine;
using Waypost.Cli.Output;
using Waypost.Dns.Tsig;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost tsig-keygen</c>: what BIND's tsig-keygen prints; no server is asked.</summary>
internal static class TsigKeygenCommand
{
    public static Command Build()
    {
        Argument<string> name = new("name") { Description = "The key's name", DefaultValueFactory = _ => "tsig-key" };
        Option<string> algorithm = new("--algorithm", "-a")
        {
            Description = "hmac-md5, hmac-sha1, hmac-sha224, hmac-sha256, hmac-sha384 or hmac-sha512",
            DefaultValueFactory = _ => "hmac-sha256",
        };
        Command command = new("tsig-keygen", "Prints a new TSIG key in the form of named.conf and nsupdate -k") { name, algorithm };
        command.SetAction(parsed =>
        {
            if (!TsigKey.TryGenerate(parsed.GetRequiredValue(name), parsed.GetRequiredValue(algorithm), out TsigKey? key, out string? error))
            {
                return Problems.Report(parsed.InvocationConfiguration.Error, ExitCode.Usage, error);
            }

            parsed.InvocationConfiguration.Output.Write(key.ToConfiguration());
            return ExitCode.Done;
        });
        return command;
    }
}
