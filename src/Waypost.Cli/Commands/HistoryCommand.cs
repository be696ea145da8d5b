using System.CommandLine;
using System.Globalization;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost history</c>: the versions of a zone.</summary>
internal static class HistoryCommand
{
    private static readonly View<ZoneVersion> View = new(
        new("SERIAL", version => View<ZoneVersion>.Number(version.Serial)),
        new("AT", version => View<ZoneVersion>.Time(version.At)),
        new("ACTOR", version => version.Actor ?? ""),
        new("RRSETS", version => version.Changes?.ToString(CultureInfo.InvariantCulture) ?? ""));

    public static Command Build(GlobalOptions options)
    {
        Option<string?> view = new("--view") { Description = "The view that the zone is in", Recursive = true };
        Command command = new("history", "Shows, compares and restores versions of a zone") { view };

        Argument<string> zoneToList = new("zone");
        Option<int> limit = new("--limit") { Description = "How many, newest first", DefaultValueFactory = _ => 50 };
        command.Subcommands.Add(new Command("list", "Lists the versions of a zone, newest first") { zoneToList, limit }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await Zones(call).ListVersionsPageAsync(call.Required(zoneToList), null, call.Parsed.GetValue(limit), call.Cancellation)).Items)));

        Argument<string> zoneToShow = new("zone");
        Argument<uint> serial = new("serial");
        command.Subcommands.Add(new Command("show", "Prints a version as a master file") { zoneToShow, serial }.WithCall(options, async call =>
            await call.Output.WriteAsync(await Zones(call).ReadVersionFileAsync(call.Required(zoneToShow), call.Required(serial), call.Cancellation))));

        Argument<string> zoneToCompare = new("zone");
        Argument<uint> from = new("from");
        Argument<uint> to = new("to");
        command.Subcommands.Add(new Command("diff", "Compares two versions, in either direction") { zoneToCompare, from, to }.WithCall(options, async call =>
            Write(call, await Zones(call).DiffAsync(call.Required(zoneToCompare), call.Required(from), call.Required(to), call.Cancellation))));

        Argument<string> zoneToRestore = new("zone");
        Argument<uint> serialToRestore = new("serial");
        Option<bool> dryRun = new("--dry-run", "-n") { Description = "Say what would change, and change nothing" };
        command.Subcommands.Add(new Command("restore", "Gives a zone the records of a version again, with a new serial") { zoneToRestore, serialToRestore, dryRun }.WithCall(options, async call =>
            Write(call, await Zones(call).RestoreAsync(call.Required(zoneToRestore), new ZoneRestore(call.Required(serialToRestore), call.Parsed.GetValue(dryRun)), call.Cancellation))));
        return command;

        ZonesClient Zones(CallContext call) => call.Client.Zones.InView(call.Parsed.GetValue(view));
    }

    private static void Write(CallContext call, ZoneDiff diff)
    {
        if (call.Format != OutputFormat.Table)
        {
            ApiJson.Write(call.Output, call.Format, ApiJson.Write(diff, ApiJson.Indented.ZoneDiff));
            return;
        }

        call.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- {diff.Zone} {diff.From}\n+++ {diff.Zone} {diff.To}"));
        foreach (RrsetDifference change in diff.Changes)
        {
            (string[] before, string[] after) = (Records(change.Before), Records(change.After));
            foreach (string line in before.Except(after, StringComparer.Ordinal))
            {
                call.Output.WriteLine("-" + line);
            }

            foreach (string line in after.Except(before, StringComparer.Ordinal))
            {
                call.Output.WriteLine("+" + line);
            }
        }
    }

    private static string[] Records(Rrset? rrset) =>
        [.. rrset?.Records.Select(record => string.Create(CultureInfo.InvariantCulture, $"{rrset.Owner} {rrset.Ttl} IN {rrset.Type} {record}")) ?? []];
}
