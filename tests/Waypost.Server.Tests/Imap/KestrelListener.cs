using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Waypost.Testing;

namespace Waypost.Server.Tests.Imap;

/// <summary>A connection handler on a real socket of Kestrel.</summary>
internal sealed class KestrelListener : IAsyncDisposable
{
    private readonly WebApplication application;

    private KestrelListener(WebApplication application, int port)
    {
        this.application = application;
        Port = port;
    }

    public int Port { get; }

    public static async Task<KestrelListener> StartAsync(ConnectionHandler handler)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Use(_ => handler.OnConnectedAsync)));
        var application = builder.Build();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new(application, port);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await application.StopAsync(limit.Token);
        await application.DisposeAsync();
    }
}
