using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>The configuration in force, and the way in which another one comes in force.</summary>
public sealed class DnsConfigurationHolder(ViewTable views)
{
    private CompiledConfiguration _current = CompiledConfiguration.Compile(DnsConfiguration.Empty);

    /// <summary>What is called after another configuration has come in force. Quick: it runs on the writer's thread.</summary>
    public Action<CompiledConfiguration>? Changed { get; set; }

    /// <summary>The configuration in force. Readers take no lock.</summary>
    public CompiledConfiguration Current => Volatile.Read(ref _current);

    /// <summary>
    /// Puts a configuration in force: views, and the policy of each zone, for whose own settings <paramref name="settingsOf"/> is
    /// asked. The zones of a view that stays are kept; those of a view that goes are no longer served.
    /// </summary>
    public void Publish(CompiledConfiguration configuration, Func<ZoneKey, ZoneSettings?> settingsOf)
    {
        var next = configuration.Views.Select(view => view.ToView(views.Find(view.Definition.Name)?.Zones ?? new ZoneTable())).ToList();
        Volatile.Write(ref _current, configuration);
        foreach (var view in next.Append(views.Default))
        {
            view.Zones.Update(zone =>
            {
                var key = new ZoneKey(view.Name, zone.Origin);
                return zone.With(zone.Kind, configuration.PolicyOf(key, zone.Kind, settingsOf(key)));
            });
        }
        views.Publish(next, configuration.Blackhole);
        Changed?.Invoke(configuration);
    }
}
