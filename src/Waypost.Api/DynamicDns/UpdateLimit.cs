using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Waypost.Api.DynamicDns;

/// <summary>Counts updates by host, so that a client that has gone wild does not write the zone over and over.</summary>
internal sealed class UpdateLimit(IOptions<DynamicDnsOptions> options, TimeProvider time)
{
    private const int MaximumHosts = 100_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long Begin, int Count)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one more update of the host is taken.</summary>
    public bool Take(string host)
    {
        var now = time.GetTimestamp();
        if (_hosts.Count >= MaximumHosts)
        {
            _hosts.Clear();
        }

        var entry = _hosts.AddOrUpdate(host, (now, 1), (_, known) => time.GetElapsedTime(known.Begin, now) > Window ? (now, 1) : (known.Begin, known.Count + 1));
        return entry.Count <= options.Value.MaxUpdates;
    }
}
