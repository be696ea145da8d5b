using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;

namespace Waypost.Server.Trial;

/// <summary>addzone and modzone: a zone whose file cannot be read is not taken.</summary>
internal static class TrialZoneChanges
{
    public static async Task<RndcReply> AddAsync(TrialServer server, TrialZone zone, CancellationToken cancellationToken)
    {
        await server.Zones.PutAsync(zone, cancellationToken);
        if (await LoadAsync(server, zone, cancellationToken) is { } problem)
        {
            server.Log.Error("general", "addzone failed; reverting.");
            await server.Zones.RemoveAsync(zone, cancellationToken);
            return problem;
        }
        return RndcReply.Done;
    }

    public static async Task<RndcReply> ModifyAsync(TrialServer server, TrialZone before, TrialZone after, CancellationToken cancellationToken)
    {
        await server.Zones.PutAsync(after, cancellationToken);
        if (server.Zones.Snapshot(after) is null && await LoadAsync(server, after, cancellationToken) is { } problem)
        {
            server.Log.Error("general", "modzone failed; reverting.");
            await server.Zones.PutAsync(before, cancellationToken);
            await LoadAsync(server, before, cancellationToken);
            return problem;
        }
        return RndcReply.Done;
    }

    private static async Task<RndcReply?> LoadAsync(TrialServer server, TrialZone zone, CancellationToken cancellationToken)
    {
        if (zone.Kind != ZoneKind.Primary)
        {
            return null;
        }
        var load = await server.Zones.LoadAsync(zone, server.Configuration!, always: true, cancellationToken);
        return load!.Snapshot is not null ? null : new RndcReply(load.Result, $"dns_zone_loadnew failed: {load.Result.Description}");
    }
}
