using Microsoft.AspNetCore.Server.Kestrel.Core;
using Waypost.Api.Features;
using Waypost.Api.Http;
using Waypost.Api.PowerDns;
using Waypost.Api.Rndc;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Delivery;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Dns.Secondaries;
using Waypost.Server.Imap;
using Waypost.Server.Pop3;
using Waypost.Server.Smtp;
using Waypost.Storage;

namespace Waypost.Api.Hosting;

/// <summary>Puts the process together: settings, services, listeners, routes. Nothing is opened before it starts.</summary>
public static class WaypostApplication
{
    /// <param name="args">Settings as <c>--Dns:Port=1053</c>; they win over the environment and appsettings.json.</param>
    /// <exception cref="SettingsException">The settings cannot be used.</exception>
    public static WebApplication Build(string[] args)
    {
        // An empty builder: nothing that Waypost does not ask for, such as unprefixed environment variables, takes effect.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "waypostd" });
        builder.Configuration
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables("WAYPOST_")
            .AddCommandLine(args);
        var settings = SettingsReader.Read(builder.Configuration);

        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Waypost.Api.Http.ApiKeyAuthentication", LogLevel.Warning)
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddWaypostConsole();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        AddServices(builder.Services, settings);

        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, WaypostSettings settings)
    {
        settings.AddTo(services);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Readiness>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Http.DrainTime);
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        services.AddRouting();
        services.AddWaypostStorage();
        services.AddHostedService<NodeFollowing>();
        services.AddWaypostTls();
        services.AddWaypostSmtp();
        services.AddWaypostDelivery();
        services.AddWaypostPop3();
        services.AddWaypostImap();
        services.AddWaypostSecondaries();
        if (settings.Dns.Port != 0)
        {
            services.AddWaypostDns();
            services.AddWaypostDnsLog();
            services.AddWaypostRndc(settings.DataDirectory);
        }

        services.AddWaypostApi();
        services.AddFeatures();
        services.AddPowerDns();
    }

    private static void Listen(KestrelServerOptions kestrel, WaypostSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Http.MaxRequestBytes;
        foreach (var listener in Listener.Of(settings).Where(listener => listener.Configure is not null))
        {
            kestrel.Listen(listener.EndPoint, listener.Configure!);
        }
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseStatusCodePages(context => Problems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UsePowerDnsErrors();
        app.UseWaypostOpenApi();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapFeatures();
        if (app.Services.GetRequiredService<WaypostSettings>().PowerDns.Enabled)
        {
            app.MapPowerDns();
        }

        app.MapOperations();
        // Explicit, so that the routes are known without a start: the OpenAPI export opens no port.
#pragma warning disable ASP0014 // Routes are registered at the top level, above.
        app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
    }
}
