using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost zones refresh</c>, <c>retransfer</c> and <c>notify</c>, as rndc has them.</summary>
internal static class ZoneTransferCommands
{
    private static readonly View<Zone> View = new(
        new("NAME", zone => zone.Name),
        new("KIND", zone => zone.Kind),
        new("SERIAL", zone => View<Zone>.Number(zone.Serial)),
        new("PRIMARIES", zone => string.Join(" | ", zone.Primaries ?? [])),
        new("LAST CHECK", zone => View<Zone>.Time(zone.LastCheck)),
        new("NEXT CHECK", zone => View<Zone>.Time(zone.NextCheck)),
        new("LAST ERROR", zone => zone.LastError ?? ""));

    public static IEnumerable<Command> Build(GlobalOptions options) =>
    [
        One(options, "refresh", "Asks the primaries of a secondary zone for their serial now", (zones, name, cancellation) => zones.RefreshAsync(name, cancellation)),
        One(options, "retransfer", "Transfers a secondary zone whole now", (zones, name, cancellation) => zones.RetransferAsync(name, cancellation)),
        One(options, "notify", "Announces a zone to its secondaries now", (zones, name, cancellation) => zones.NotifyAsync(name, cancellation)),
    ];

    private static Command One(GlobalOptions options, string verb, string what, Func<ZonesClient, string, CancellationToken, Task<Tagged<Zone>>> action)
    {
        Argument<string> name = new("name");
        return new Command(verb, what) { name }.WithCall(options, async call =>
            View.Write(call.Output, call.Format, (await action(call.Client.Zones, call.Required(name), call.Cancellation)).Value));
    }
}
