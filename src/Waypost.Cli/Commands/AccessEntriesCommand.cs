using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost access-entries evaluate</c> and <c>waypost recipients resolve</c>: why mail is taken, and where it goes.</summary>
internal static class AccessEntriesCommand
{
    public static Command AddTo(GlobalOptions options, Command entries)
    {
        Option<string?> name = new("--client-name") { Description = "The client's name, where reverse and forward lookups agree" };
        Option<string?> address = new("--client-address") { Description = "The client's address" };
        Option<string?> from = new("--from") { Description = "The reverse-path" };
        Option<string?> to = new("--to") { Description = "The recipient" };
        Option<bool> authenticated = new("--authenticated") { Description = "As after AUTH" };
        entries.Subcommands.Add(new Command("evaluate", "Explains what the entries decide for one envelope") { name, address, from, to, authenticated }.WithCall(options, async call =>
        {
            AccessEvaluation said = await call.Client.Recipients.EvaluateAsync(
                new(call.Parsed.GetValue(name), call.Parsed.GetValue(address), call.Parsed.GetValue(from), call.Parsed.GetValue(to), call.Parsed.GetValue(authenticated)), call.Cancellation);
            if (call.Format == OutputFormat.Json)
            {
                await call.Output.WriteLineAsync(ApiJson.Write(said, ApiJson.Indented.AccessEvaluation));
                return;
            }

            Steps(call.Output, said.Steps);
            await call.Output.WriteLineAsync(said.Reply is null ? said.Outcome + (said.Quarantine is null ? "" : ": " + said.Quarantine) : $"{said.Outcome}: {said.Reply}");
        }));
        return entries;
    }

    public static Command BuildRecipients(GlobalOptions options)
    {
        Argument<string> address = new("address");
        return new Command("recipients", "Explains where mail goes")
        {
            new Command("resolve", "Follows an address through virtual users, aliases and forwards") { address }.WithCall(options, async call =>
            {
                RecipientResolution found = await call.Client.Recipients.ResolveAsync(call.Required(address), call.Cancellation);
                if (call.Format == OutputFormat.Json)
                {
                    await call.Output.WriteLineAsync(ApiJson.Write(found, ApiJson.Indented.RecipientResolution));
                    return;
                }

                Steps(call.Output, found.Steps);
                foreach (string line in Lines(found))
                {
                    await call.Output.WriteLineAsync(line);
                }
            }),
        };
    }

    private static IEnumerable<string> Lines(RecipientResolution found) =>
    [
        .. found.Accounts.Select(account => "account " + account),
        .. found.RemoteAddresses.Select(remote => "remote " + remote),
        .. (found.Files ?? []).Select(file => "file " + file),
        .. (found.Commands ?? []).Select(command => "command " + command),
        .. found.ReversePath is null ? (string[])[] : ["reverse-path " + found.ReversePath],
        .. found.Reply is null ? (string[])[] : ["refused " + found.Reply],
    ];

    private static void Steps(TextWriter output, IReadOnlyList<ResolutionStep> steps)
    {
        foreach (ResolutionStep step in steps)
        {
            output.WriteLine($"  {step.Table}: {step.Key} -> {step.Result}");
        }
    }
}
