using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Catalogs;
using Waypost.Dns.Transfers;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Dns.Secondaries;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>Registers the trial mode.</summary>
public static class TrialServices
{
    /// <summary>Adds everything but the listeners of settings: addresses come from named.conf.</summary>
    public static IServiceCollection AddWaypostTrial(this IServiceCollection services, TrialOptions options, BindLog log)
    {
        services.Configure<DnsOptions>(dns => dns.Port = 0);
        services.AddSingleton(options);
        services.AddSingleton(log);
        services.AddSingleton<ILoggerProvider, BindLoggerProvider>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecondaryStore, MemorySecondaryStore>();
        services.AddSingleton<ICatalogMembers, NoCatalogMembers>();
        // Before the rest: it passes updates of secondary zones on, where the rest would not.
        services.AddWaypostSecondaries();
        services.AddWaypostDns();
        services.AddSingleton<TrialTransfers>();
        services.AddSingleton<TrialSessionKey>();
        services.AddSingleton<TrialAnswers>();
        services.AddSingleton<TrialQueryLog>();
        services.AddSingleton<DnsTcpConnectionHandler>();
        services.AddSingleton<TrialZoneLoader>();
        services.AddSingleton<TrialZones>();
        services.AddSingleton<TrialListeners>();
        services.AddSingleton<TrialStatistics>();
        services.AddSingleton<Func<IRndcTarget>>(provider => provider.GetRequiredService<TrialRndcTarget>);
        services.AddSingleton<TrialControls>();
        services.AddSingleton<TrialServer>();
        services.AddSingleton<TrialRndcTarget>();
        return services;
    }
}
