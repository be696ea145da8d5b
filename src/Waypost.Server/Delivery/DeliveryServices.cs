using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Waypost.Mail.Routing;
using Waypost.Mail.Tables;
using Waypost.Server.Connections;
using Waypost.Server.Delivery.Agents;
using Waypost.Server.Delivery.Notices;
using Waypost.Server.Delivery.Remote;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery;

/// <summary>Registers the queue runner. An <c>IMessageQueue</c> comes from elsewhere.</summary>
public static class DeliveryServices
{
    /// <summary>Adds the hosted service that delivers queued mail.</summary>
    public static IServiceCollection AddWaypostDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>();
        services.AddOptions<SmtpOptions>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MailTablesHolder>();
        services.TryAddSingleton<MailMetrics>();
        services.TryAddSingleton<MailDnsLookup>();
        // Delivery brings the DNS client, so that SMTP can look its clients up too, whichever was added first.
        services.Replace(ServiceDescriptor.Singleton<IClientNameResolver, DnsClientNameResolver>());
        services.TryAddSingleton<IMxResolver, DnsMxResolver>();
        services.TryAddSingleton<LocalDelivery>();
        services.TryAddSingleton<RelayRoutes>();
        services.TryAddSingleton<RelayTargets>();
        services.TryAddSingleton<DestinationTable>();
        services.TryAddSingleton<RemoteDelivery>();
        services.TryAddSingleton<FileAgent>();
        services.TryAddSingleton<CommandAgent>();
        services.TryAddSingleton<NoticeWriter>();
        services.TryAddSingleton<MessageRound>();
        // Stopped in the reverse order: the runner lets go of its connections before they are closed.
        services.AddHostedService(provider => provider.GetRequiredService<DestinationTable>());
        services.AddHostedService<QueueRunner>();
        services.AddHostedService<TracePurge>();
        return services;
    }
}
