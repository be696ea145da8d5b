using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Waypost.Terraform.Protocol;

/// <summary>Runs one launch of the plugin: listen on a Unix socket, print the handshake, serve until told to leave.</summary>
internal static class PluginHost
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(PluginEnvironment environment, PluginLifetime lifetime, Func<ILoggerFactory, IReadOnlyDictionary<string, UnaryMethod>> methods, TimeProvider time)
    {
        ProcessEnvironment.ForgetSystemTrust();
        var certificate = environment.ClientCertificatePem is null ? null : PluginCertificate.Create(time);
        var tls = certificate is null ? null : PluginCertificate.Require(certificate, X509Certificate2.CreateFromPem(environment.ClientCertificatePem!));
        var socket = Path.Combine(environment.SocketDirectory, "plugin" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));

        await using var app = Build(socket, tls, lifetime, time);
        var endpoint = new PluginEndpoint(methods(app.Services.GetRequiredService<ILoggerFactory>()), lifetime, app.Services.GetRequiredService<ILogger<PluginEndpoint>>());
        app.Run(endpoint.HandleAsync);

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            lifetime.End();
        });
        await app.StartAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await PrintAsync(HandshakeLine.Format(socket, certificate, environment.AsksForMultiplexing));
        _ = lifetime.WatchParentAsync(time);
        await lifetime.Ended;

        using var drain = new CancellationTokenSource(DrainTime, time);
        await app.StopAsync(drain.Token);
        File.Delete(socket);
    }

    private static WebApplication Build(string socket, HttpsConnectionAdapterOptions? tls, PluginLifetime lifetime, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime>(lifetime);
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddProvider(new HclogLoggerProvider(Console.OpenStandardError(), time));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Terraform is the only client: no limit protects anyone, and -parallelism and large states run into them.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.KeepAliveTimeout = Timeout.InfiniteTimeSpan;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 16 << 20;
            kestrel.Limits.Http2.InitialStreamWindowSize = 8 << 20;
            kestrel.ListenUnixSocket(socket, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (tls is not null)
                {
                    listen.UseHttps(tls);
                }
            });
        });
        return builder.Build();
    }

    private static async Task PrintAsync(string line)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.ASCII.GetBytes(line));
        await output.FlushAsync();
    }
}
