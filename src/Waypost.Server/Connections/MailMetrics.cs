using System.Diagnostics.Metrics;

namespace Waypost.Server.Connections;

/// <summary>What the mail side counts, in the meter <c>Waypost</c>.</summary>
public sealed class MailMetrics
{
    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _recipients;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _deliverySeconds;

    public MailMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create("Waypost");
        _connections = meter.CreateUpDownCounter<int>("smtp.connections", "{connection}", "SMTP connections that are open.");
        _messages = meter.CreateCounter<long>("smtp.messages", "{message}", "Messages after DATA, by result.");
        _recipients = meter.CreateCounter<long>("smtp.recipients", "{recipient}", "Forward-paths at RCPT, by result.");
        _deliveries = meter.CreateCounter<long>("delivery.attempts", "{attempt}", "Delivery attempts, by kind and result.");
        _deliverySeconds = meter.CreateHistogram<double>("delivery.duration", "s", "Time of a delivery attempt.");
    }

    internal void ConnectionOpened() => _connections.Add(1);

    internal void ConnectionClosed() => _connections.Add(-1);

    internal void Message(string result) => _messages.Add(1, new KeyValuePair<string, object?>("result", result));

    internal void Recipient(string result) => _recipients.Add(1, new KeyValuePair<string, object?>("result", result));

    internal void Delivery(bool local, string result, TimeSpan duration)
    {
        var kind = new KeyValuePair<string, object?>("kind", local ? "local" : "remote");
        _deliveries.Add(1, kind, new KeyValuePair<string, object?>("result", result));
        _deliverySeconds.Record(duration.TotalSeconds, kind);
    }
}
