using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost tsig-keys</c>.</summary>
internal static class TsigKeysCommand
{
    private static readonly char[] LineEnd = ['\r', '\n'];

    private static readonly View<TsigKey> View = new(
        new("NAME", key => key.Name),
        new("ALGORITHM", key => key.Algorithm),
        new("CREATED", key => View<TsigKey>.Time(key.CreatedAt)),
        new("SECRET", key => key.Secret ?? ""));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<string> algorithm = new("--algorithm", "-a") { Description = "hmac-sha256 and so on", DefaultValueFactory = _ => "hmac-sha256" };
        Option<string?> secretFile = new("--secret-file") { Description = "A file whose first line is the secret in base64, - for standard input; without it the server makes one" };
        Command command = ResourceCommand.Build(options, "tsig-keys", "TSIG keys", "name", client => client.TsigKeys, View);
        command.Subcommands.Add(new Command("set", "Creates a TSIG key, and shows its secret this once, or replaces one") { name, algorithm, secretFile }.WithCall(options, async call =>
        {
            string? secret = call.Parsed.GetValue(secretFile) is { } file ? TextFile.Read(file).Split(LineEnd, 2)[0] : null;
            TsigKeyPut put = new(call.Parsed.GetValue(algorithm)!, secret);
            View.Write(call.Output, call.Format, (await call.Client.TsigKeys.PutAsync(call.Required(name), put, Precondition.None, call.Cancellation)).Value);
        }));
        return command;
    }
}
