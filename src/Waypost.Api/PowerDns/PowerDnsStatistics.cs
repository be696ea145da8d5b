using System.Diagnostics.Metrics;

namespace Waypost.Api.PowerDns;

/// <summary>Counts what the meter <c>Waypost.Dns</c> reports, under PowerDNS' names.</summary>
internal sealed class PowerDnsStatistics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _udp;
    private long _tcp;

    public PowerDnsStatistics(TimeProvider time)
    {
        (_time, _started) = (time, time.GetTimestamp());
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Waypost.Dns", Name: "queries" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>The counters by name, in the order of names.</summary>
    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(StringComparer.Ordinal)
    {
        ["real-memory-usage"] = Environment.WorkingSet,
        ["sys-msec"] = (long)Environment.CpuUsage.PrivilegedTime.TotalMilliseconds,
        ["tcp-queries"] = Interlocked.Read(ref _tcp),
        ["udp-queries"] = Interlocked.Read(ref _udp),
        ["uptime"] = (long)_time.GetElapsedTime(_started).TotalSeconds,
        ["user-msec"] = (long)Environment.CpuUsage.UserTime.TotalMilliseconds,
    };

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "transport", Value: string transport })
            {
                Interlocked.Add(ref transport.Equals("udp", StringComparison.OrdinalIgnoreCase) ? ref _udp : ref _tcp, measurement);
            }
        }
    }
}
