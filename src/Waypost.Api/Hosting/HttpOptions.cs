namespace Waypost.Api.Hosting;

/// <summary>The section <c>Http</c>: where the API listens.</summary>
public sealed class HttpOptions
{
    /// <summary>IP address to listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>TCP port.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>TCP port with TLS, open when there is a certificate.</summary>
    public int TlsPort { get; set; } = 8443;

    /// <summary>Largest request body in octets; a master file of a large zone is the largest thing sent.</summary>
    public long MaxRequestBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long a stop waits for requests and sessions to end.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests a second that one key may make; 0 for no limit.</summary>
    public int RequestsPerSecond { get; set; } = 5000;

    /// <summary>Wrong API keys a minute from one address, after which it is locked out for a minute; 0 for no limit.</summary>
    public int FailuresPerMinute { get; set; } = 30;
}
