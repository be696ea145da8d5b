using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.PowerDns;

/// <summary>Debian's pebble, an ACME server (RFC 8555) for tests, that asks a given DNS server about challenges.</summary>
public sealed class PebbleServer : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private PebbleServer(System.Diagnostics.Process process, int port, string folder)
    {
        (_process, Folder) = (process, folder);
        Directory = new Uri($"https://localhost:{port.ToString(CultureInfo.InvariantCulture)}/dir");
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where ACME clients begin.</summary>
    public Uri Directory { get; }

    /// <summary>A folder that goes with the server.</summary>
    public string Folder { get; }

    /// <summary>The certificate of its HTTPS, for clients to trust.</summary>
    public string CertificateFile => Path.Combine(Folder, "pebble.pem");

    public string Log => string.Join('\n', _log);

    public static async Task<PebbleServer> StartAsync(int dnsPort, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Tool.Find("pebble") is null, "pebble is not installed (Debian: pebble)");
        string folder = System.IO.Directory.CreateTempSubdirectory("waypost-pebble-").FullName;
        TestCertificate.Write(Path.Combine(folder, "pebble.pem"), Path.Combine(folder, "pebble.key"));
        int port = FreePort.Next();
        string configuration = JsonSerializer.Serialize(new
        {
            pebble = new
            {
                listenAddress = $"127.0.0.1:{port}",
                managementListenAddress = $"127.0.0.1:{FreePort.Next()}",
                certificate = Path.Combine(folder, "pebble.pem"),
                privateKey = Path.Combine(folder, "pebble.key"),
                httpPort = FreePort.Next(),
                tlsPort = FreePort.Next(),
                ocspResponderURL = "",
                externalAccountBindingRequired = false,
            },
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "pebble.json"), configuration, cancellationToken);
        ProcessStartInfo start = new("pebble", ["-config", Path.Combine(folder, "pebble.json"), "-dnsserver", $"127.0.0.1:{dnsPort}", "-strict"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // Neither waits before it validates, nor refuses good nonces.
        start.Environment["PEBBLE_VA_NOSLEEP"] = "1";
        start.Environment["PEBBLE_WFE_NONCEREJECT"] = "0";
        PebbleServer server = new(System.Diagnostics.Process.Start(start)!, port, folder);
        await Until.AnswerAsync(() => server.AnswersAsync(cancellationToken), answers => answers, cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        Assert.False(_process.HasExited, Log);
        using HttpClientHandler handler = new() { CheckCertificateRevocationList = true, ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using HttpClient client = new(handler);
        try
        {
            using HttpResponseMessage response = await client.GetAsync(Directory, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
