using Waypost.Server.Dns;
using Waypost.Server.Dns.Catalogs;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Storage.ApiKeys;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Following;
using Waypost.Storage.Queue;
using Waypost.Storage.Tables;
using Waypost.Storage.TsigKeys;
using Waypost.Storage.Zones;

namespace Waypost.Api.Hosting;

/// <summary>What must have happened before the first port opens.</summary>
public static class Startup
{
    /// <summary>Migrates the database, loads zones and tables, and makes the admin key of a first start, which it returns.</summary>
    public static async Task<string?> PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var settings = app.Services.GetRequiredService<WaypostSettings>();
        CreatePrivateDirectory(settings.DataDirectory);
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        await app.Services.GetRequiredService<LeaseReclaimer>().ReclaimAsync(cancellationToken);
        await app.Services.GetRequiredService<ChangeFollower>().BeginAsync(cancellationToken);
        await app.Services.GetRequiredService<MailTablesLoader>().LoadAsync(cancellationToken);
        await app.Services.GetRequiredService<TsigKeyRepository>().LoadAsync(cancellationToken);
        await app.Services.GetRequiredService<DnsConfigurationLoader>().LoadAsync(cancellationToken);
        var zones = app.Services.GetRequiredService<ZoneLoader>();
        await zones.ListAsync(cancellationToken);
        // Names are answered from here on, each zone's as soon as it is loaded; the API and the mail listeners wait for all of them.
        foreach (var listener in app.Services.GetServices<IDnsListener>())
        {
            await listener.StartAsync(cancellationToken);
        }

        await zones.LoadAsync(cancellationToken);
        await app.Services.GetRequiredService<SecondaryScheduler>().PrepareAsync(cancellationToken);
        app.Services.GetRequiredService<NotifySender>().Prepare();
        app.Services.GetRequiredService<CatalogProducer>().Prepare();
        app.Services.GetRequiredService<CatalogConsumer>().Prepare();
        var key = await AdminKey.EnsureAsync(app.Services.GetRequiredService<ApiKeyRepository>(), settings.DataDirectory, cancellationToken);
        app.Services.GetRequiredService<Readiness>().Loaded();
        return key;
    }

    // Mail and the admin key are inside.
    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
