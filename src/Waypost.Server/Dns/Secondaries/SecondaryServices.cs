using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Catalogs;
using Waypost.Server.Dns.Deferred;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Updates;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>Registers what keeps secondaries in step: those of other servers, and those that this server is.</summary>
public static class SecondaryServices
{
    /// <summary>
    /// Adds announcements and secondary zones. An <see cref="Waypost.Dns.Transfers.ISecondaryStore"/> comes from storage;
    /// <see cref="SecondaryScheduler.PrepareAsync"/> and <see cref="NotifySender.Prepare"/> are called before the host starts.
    /// </summary>
    public static IServiceCollection AddWaypostSecondaries(this IServiceCollection services)
    {
        services.AddOptions<SecondaryOptions>();
        services.AddOptions<NotifyOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TsigKeyring>();
        services.TryAddSingleton<ZoneChanges>();
        services.TryAddSingleton<TlsClient>();
        services.TryAddSingleton<ServerExchange>();
        services.TryAddSingleton<ZoneTransferClient>();
        services.TryAddSingleton(provider => new TransferGate(
            provider.GetRequiredService<IOptions<SecondaryOptions>>().Value.MaxTransfers,
            provider.GetRequiredService<IOptions<SecondaryOptions>>().Value.MaxTransfersPerPrimary));
        services.TryAddSingleton<SecondaryRefresher>();
        services.TryAddSingleton(_ => new SecondaryBook(Random.Shared.NextDouble));
        services.TryAddSingleton<SecondaryScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<SecondaryScheduler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeferredHandler, NotifyHandler>());
        services.TryAddSingleton<IUpdateForwarder, UpdateForwarder>();
        services.TryAddSingleton<CatalogProducer>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogProducer>());
        services.TryAddSingleton<CatalogConsumer>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogConsumer>());
        services.TryAddSingleton<NotifyTargets>();
        services.TryAddSingleton<NotifySender>();
        services.AddHostedService(provider => provider.GetRequiredService<NotifySender>());
        return services;
    }
}
