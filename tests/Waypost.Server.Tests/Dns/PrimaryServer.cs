using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Server.Dns;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Server.Tests.Dns;

/// <summary>A whole DNS server in memory, on real sockets, for BIND's clients.</summary>
internal sealed class PrimaryServer : IAsyncDisposable
{
    public const string Zone = """
        @ 3600 SOA ns1 admin 100 3600 600 86400 300
        @ 3600 NS ns1
        ns1 3600 A 127.0.0.1
        www 300 A 192.0.2.80
        www 300 A 192.0.2.81
        www 300 TXT "web"
        mail 300 MX 10 mx.example.net.
        alias 300 CNAME www
        """;

    private readonly WebApplication _application;

    private PrimaryServer(WebApplication application, int port) => (_application, Port) = (application, port);

    public int Port { get; }

    public RecordingLogs Logs { get; } = new();

    public TsigKey Key { get; } = TsigKey.TryGenerate("test-key.", "hmac-sha256", out var key, out _) ? key : throw new InvalidOperationException();

    public ZoneTable Zones => _application.Services.GetRequiredService<ZoneTable>();

    public TsigKeyring Keyring => _application.Services.GetRequiredService<TsigKeyring>();

    public ZoneSnapshot Served => Zones.Find("example.com.")!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PrimaryServer> StartAsync(ZoneSettings settings, string? zone = null, Action<DnsOptions>? configure = null)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddWaypostDns();
        builder.Services.Configure<DnsOptions>(options =>
        {
            options.Port = port;
            options.UdpThreads = 1;
            configure?.Invoke(options);
        });
        // The host needs one port of its own; DNS has its listeners.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new PrimaryServer(application, port);
        application.Services.GetRequiredService<ILoggerFactory>().AddProvider(server.Logs);
        Assert.True(ZonePolicy.TryCompile(settings, AclTable.BuiltIn(), out var policy, out var error), error);
        server.Zones.Publish(ServedZone.Of(ZoneSnapshot.Build("example.com", ZoneFileParser.Parse(zone ?? Zone, "example.com").Rrsets), ZoneKind.Primary, policy));
        server.Keyring.Publish([server.Key]);
        await application.StartAsync(Token);
        return server;
    }

    /// <summary>What dig prints for a query of this server.</summary>
    public async Task<string> DigAsync(params string[] arguments) =>
        (await Tool.RunAsync("dig", ["@127.0.0.1", "-p", $"{Port}", "+tries=1", "+time=5", .. arguments], Token)).Output;

    /// <summary>The arguments with which a client signs.</summary>
    public string[] Signed(TsigKey? key = null) => ["-y", $"{(key ?? Key).AlgorithmText}:{(key ?? Key).Name}:{(key ?? Key).ToBase64()}"];

    /// <summary>Runs nsupdate with these lines.</summary>
    public async Task<ToolRun> UpdateAsync(string lines, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"server 127.0.0.1 {Port}\nzone example.com\n{lines}\nsend\nanswer\n", Token);
            return await Tool.RunAsync("nsupdate", [.. arguments, file], Token);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _application.StopAsync(limit.Token);
        await _application.DisposeAsync();
        Logs.Dispose();
    }
}
