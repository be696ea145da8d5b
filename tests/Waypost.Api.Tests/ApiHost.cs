using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Api.Hosting;
using Waypost.Api.Tests;
using Waypost.Storage.ApiKeys;
using Waypost.Testing;

[assembly: AssemblyFixture(typeof(ApiHost))]

namespace Waypost.Api.Tests;

/// <summary>The real host in this process, on free ports and an empty data directory, shared by all tests.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly string _dataDirectory = Path.Combine(Path.GetTempPath(), "waypost-api-" + Guid.NewGuid().ToString("N"));
    private WebApplication? _app;

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Reader { get; private set; } = null!;

    public HttpClient Writer { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public string DataDirectory => _dataDirectory;

    public string Output { get; private set; } = "";

    public IServiceProvider Services => _app!.Services;

    public WaypostSettings Settings => Services.GetRequiredService<WaypostSettings>();

    /// <summary>Settings of a host on free ports.</summary>
    public static string[] Arguments(string dataDirectory) =>
    [
        $"--DataDirectory={dataDirectory}",
        .. new[] { "Http:Port", "Dns:Port", "Smtp:Port", "Smtp:SubmissionPort", "Pop3:Port", "Imap:Port", "Delivery:RemotePort" }
            .Select(key => $"--{key}={FreePort.Next().ToString(CultureInfo.InvariantCulture)}"),
        "--Http:MaxRequestBytes=1048576",
    ];

    public async ValueTask InitializeAsync()
    {
        _app = WaypostApplication.Build(Arguments(_dataDirectory));
        var adminKey = await Startup.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
        using var output = new StringWriter();
        await Banner.PrintAsync(output, Settings, adminKey);
        Output = output.ToString();

        var keys = Services.GetRequiredService<ApiKeyRepository>();
        Admin = Client(adminKey);
        Writer = Client(await keys.CreateAsync("writer", "write", "test", CancellationToken.None));
        Reader = Client(await keys.CreateAsync("reader", "read", "test", CancellationToken.None));
        Anonymous = Client(null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Admin, Reader, Writer, Anonymous })
        {
            client?.Dispose();
        }

        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (Directory.Exists(_dataDirectory))
        {
            Directory.Delete(_dataDirectory, recursive: true);
        }
    }

    public HttpClient Client(string? key)
    {
        // A handler that neither redirects nor keeps cookies: tests see what the server sent.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) })
        {
            BaseAddress = new Uri($"http://{Settings.Http.Address}:{Settings.Http.Port}"),
        };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
