using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;

namespace Waypost.Storage.Configuration;

/// <summary>A configuration that a write would lead to, compiled, with all that is wrong with it and with the zones under it.</summary>
internal sealed record PlannedConfiguration(CompiledConfiguration Compiled, IReadOnlyDictionary<ZoneKey, (ZoneKind Kind, ZoneSettings Settings)> Zones, IReadOnlyList<ConfigurationError> Errors)
{
    private const string CountZones = """SELECT COUNT(*) FROM zones WHERE view_name = @name""";

    public static async Task<PlannedConfiguration> ReadAsync(DatabaseSession session, Func<DnsConfiguration, DnsConfiguration> change)
    {
        var before = await ConfigurationRows.ReadAsync(session);
        var compiled = CompiledConfiguration.Compile(change(before));
        var zones = await ConfigurationRows.ReadZoneSettingsAsync(session);
        var errors = compiled.Errors.ToList();
        foreach (var (key, zone) in zones)
        {
            compiled.PolicyOf(key, zone.Kind, zone.Settings, errors);
        }
        foreach (var gone in before.Views.Where(view => compiled.FindView(view.Name) is null))
        {
            if (await session.ReadAsync<long>(CountZones, new { name = gone.Name }) is > 0 and var count)
            {
                errors.Add(new(StatementSection.Zone, "", "$.view", $"{count} zones are in the view"));
            }
        }
        return new PlannedConfiguration(compiled, zones, errors);
    }

    public ZoneSettings? SettingsOf(ZoneKey zone) => Zones.TryGetValue(zone, out var own) ? own.Settings : null;
}
