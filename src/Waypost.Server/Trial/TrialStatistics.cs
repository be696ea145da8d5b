using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Waypost.Server.Trial;

/// <summary>Counts messages, and writes the counts as BIND's statistics file has them.</summary>
public sealed class TrialStatistics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time;
    private long _udp;
    private long _tcp;

    public TrialStatistics(TimeProvider time)
    {
        _time = time;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "queries", Meter.Name: "Waypost.Dns" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var tcp = tags.Length > 0 && tags[0].Value is "tcp";
            Interlocked.Add(ref tcp ? ref _tcp : ref _udp, count);
        });
        _listener.Start();
    }

    /// <summary>Appends the counts as of now.</summary>
    public async Task AppendAsync(string path, CancellationToken cancellationToken)
    {
        var (udp, tcp) = (Interlocked.Read(ref _udp), Interlocked.Read(ref _tcp));
        var seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"+++ Statistics Dump +++ ({seconds})\n++ Incoming Requests ++\n{udp + tcp,20} QUERY\n");
        text.Append(CultureInfo.InvariantCulture, $"++ Name Server Statistics ++\n{udp,20} UDP queries received\n{tcp,20} TCP queries received\n");
        text.Append(CultureInfo.InvariantCulture, $"--- Statistics Dump --- ({seconds})\n");
        await File.AppendAllTextAsync(path, text.ToString(), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
