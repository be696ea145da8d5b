namespace Waypost.Server.Delivery;

/// <summary>How queued mail is delivered.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The port of remote SMTP servers.</summary>
    public int RemotePort { get; set; } = 25;

    /// <summary>The name server for MX and address lookups, <c>address:port</c>; null for the system's resolvers.</summary>
    public string? DnsServer { get; set; }

    /// <summary>The waits between attempts; the last one repeats. The default tries for an hour at short waits, then hourly.</summary>
    public TimeSpan[]? RetryDelays { get; set; }

    /// <summary>How long a message is tried before its sender is told (RFC 5321 section 4.5.4.1: at least 4 to 5 days).</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How many recipients are delivered at a time.</summary>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>How long a recipient stays with a node that died. A node that lives extends its leases while it works.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long connecting to one address may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the runner sleeps at most before it looks for due recipients.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a query to the name server may take.</summary>
    public TimeSpan DnsTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The waits in force.</summary>
    internal IReadOnlyList<TimeSpan> EffectiveRetryDelays => RetryDelays is { Length: > 0 } set ? set :
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];
}
