using System.Globalization;
using Waypost.Testing;
using Waypost.Testing.Processes;

[assembly: AssemblyFixture(typeof(Waypost.Conformance.Tests.Fixtures.WaypostServer))]

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>
/// One real server for all tests that do not stop it. It asks its own DNS listener for MX records, and relays to the port
/// of <see cref="Sink"/>, so that a zone decides whether a remote domain is alive.
/// </summary>
public sealed class WaypostServer : IAsyncLifetime
{
    private static int _names;
    private WaypostProcess? _process;
    private ApiSession? _api;
    private SinkServer? _sink;

    public WaypostProcess Process => _process ?? throw new InvalidOperationException("The server is not started.");

    public WaypostPorts Ports => Process.Ports;

    public ApiSession Api => _api ?? throw new InvalidOperationException("The server is not started.");

    public SinkServer Sink => _sink ?? throw new InvalidOperationException("The sink is not started.");

    /// <summary>A name that no other test of this run has: <c>ann7</c>.</summary>
    public static string Unique(string stem) => stem + Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture);

    /// <summary>The delivery settings: retry after a second, then an hour, with MX records from the server's own zones.</summary>
    public static IReadOnlyDictionary<string, string> DeliverySettings(WaypostPorts ports, int remotePort) => new Dictionary<string, string>
    {
        ["WAYPOST_Delivery__RemotePort"] = remotePort.ToString(CultureInfo.InvariantCulture),
        ["WAYPOST_Delivery__DnsServer"] = $"127.0.0.1:{ports.Dns}",
        ["WAYPOST_Delivery__RetryDelays__0"] = "00:00:01",
        ["WAYPOST_Delivery__RetryDelays__1"] = "01:00:00",
    };

    public async ValueTask InitializeAsync()
    {
        _sink = new SinkServer(FreePort.Next());
        WaypostPorts ports = WaypostPorts.Free();
        _process = await WaypostProcess.StartAsync(ports, DeliverySettings(ports, _sink.Port), TestContext.Current.CancellationToken);
        _api = new ApiSession(_process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_sink is not null)
        {
            await _sink.DisposeAsync();
        }
    }
}
