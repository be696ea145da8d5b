using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;

namespace Waypost.Server.Trial;

/// <summary>addzone and modzone: a zone whose file cannot be read is not taken.</summary>
internal static class TrialZoneChanges
{
    public static RndcReply Add(TrialServer server, TrialZone zone)
    {
        server.Zones.Put(zone);
        if (Load(server, zone) is { } problem)
        {
            server.Log.Error("general", "addzone failed; reverting.");
            server.Zones.Remove(zone);
            return problem;
        }
        return RndcReply.Done;
    }

    public static RndcReply Modify(TrialServer server, TrialZone before, TrialZone after)
    {
        server.Zones.Put(after);
        if (server.Zones.Snapshot(after) is null && Load(server, after) is { } problem)
        {
            server.Log.Error("general", "modzone failed; reverting.");
            server.Zones.Put(before);
            Load(server, before);
            return problem;
        }
        return RndcReply.Done;
    }

    private static RndcReply? Load(TrialServer server, TrialZone zone)
    {
        if (zone.Kind != ZoneKind.Primary)
        {
            return null;
        }
        var load = server.Zones.Load(zone, server.Configuration!, always: true);
        return load!.Snapshot is not null ? null : new RndcReply(load.Result, $"dns_zone_loadnew failed: {load.Result.Description}");
    }
}
