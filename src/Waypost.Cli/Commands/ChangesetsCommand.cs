using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost changesets</c>: what writes changed, and the way back.</summary>
internal static class ChangesetsCommand
{
    private static readonly View<Changeset> View = new(
        new("ID", changeset => changeset.Id ?? ""),
        new("AT", changeset => View<Changeset>.Time(changeset.CreatedAt)),
        new("ACTOR", changeset => changeset.Actor),
        new("OPERATIONS", changeset => View<Changeset>.Number(changeset.Operations)),
        new("REVERTED BY", changeset => changeset.RevertedBy ?? ""),
        new("COMMENT", changeset => changeset.Comment ?? ""));

    public static Command Build(GlobalOptions options)
    {
        Command command = new("changesets", "Shows what writes changed, and takes them back");
        Option<string?> path = new("--path") { Description = "Only those that touch a resource: /v1/zones/example.com" };
        Option<string?> actor = new("--actor") { Description = "Only those of an actor: key:NAME" };
        Option<int> limit = new("--limit") { Description = "How many, newest first", DefaultValueFactory = _ => 50 };
        command.Subcommands.Add(new Command("list", "Lists what writes changed, newest first") { path, actor, limit }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await call.Client.Changesets.ListPageAsync(call.Parsed.GetValue(actor), call.Parsed.GetValue(path), null, call.Parsed.GetValue(limit), call.Cancellation)).Items)));

        Argument<string> idToGet = new("id");
        command.Subcommands.Add(new Command("get", "Shows every resource that a write changed, before and after") { idToGet }.WithCall(options, async call =>
            ChangesetText.Write(call.Output, call.Format, await call.Client.Changesets.GetAsync(call.Required(idToGet), call.Cancellation))));

        Argument<string> idToRevert = new("id");
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Say what would change, and change nothing" };
        Option<string?> comment = new("--comment", "-m") { Description = "Why" };
        command.Subcommands.Add(new Command("revert", "Takes a write back") { idToRevert, dryRun, comment }.WithCall(options, async call =>
            ChangesetText.Write(call.Output, call.Format, await call.Client.Changesets.RevertAsync(
                call.Required(idToRevert), new ChangesetRevert(call.Parsed.GetValue(dryRun), call.Parsed.GetValue(comment)), call.Cancellation))));
        return command;
    }
}
