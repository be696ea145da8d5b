using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Deferred;
using Waypost.Server.Dns.Transfers;
using Waypost.Server.Dns.Updates;

namespace Waypost.Server.Dns;

/// <summary>Registers what answers DNS.</summary>
public static class DnsServices
{
    /// <summary>
    /// Adds the listeners as hosted services and what <see cref="DnsTcpConnectionHandler"/> needs. The caller binds
    /// <see cref="DnsOptions"/> and the TCP port.
    /// </summary>
    public static IServiceCollection AddWaypostDns(this IServiceCollection services)
    {
        services.AddOptions<DnsOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DnsOptions>, DnsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ZoneTable>();
        services.TryAddSingleton<ViewTable>();
        services.TryAddSingleton(static provider =>
        {
            var (options, time) = (provider.GetRequiredService<IOptions<DnsOptions>>().Value, provider.GetRequiredService<TimeProvider>());
            var settings = DnsAnswers.Read(options, time);
            if (settings.RateLimiter is { } limiter)
            {
                new RateLimitLog(limiter, time, provider.GetRequiredService<ILogger<RateLimitLog>>()).Attach();
            }
            return settings;
        });
        services.TryAddSingleton(provider => new QueryResponder(provider.GetRequiredService<ViewTable>(), provider.GetRequiredService<AnswerSettings>()));
        services.TryAddSingleton(provider => new TsigKeyring { AcceptLegacyAlgorithms = provider.GetRequiredService<IOptions<DnsOptions>>().Value.AcceptLegacyTsig });
        services.TryAddSingleton<TsigVerifier>();
        services.TryAddSingleton<IDeferredMessages, DeferredMessages>();
        services.TryAddSingleton<IZoneStore, MemoryZoneStore>();
        services.TryAddSingleton<IUpdateForwarder, NoForwarding>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeferredHandler, TransferHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeferredHandler, UpdateHandler>());
        services.TryAddSingleton<DnsExchange>();
        services.TryAddSingleton<DnsStreamSession>();
        services.TryAddSingleton<DnsUdpService>();
        services.TryAddSingleton<DnsTcpService>();
        services.AddSingleton<IDnsListener>(static provider => provider.GetRequiredService<DnsUdpService>());
        services.AddSingleton<IDnsListener>(static provider => provider.GetRequiredService<DnsTcpService>());
        services.AddHostedService(static provider => provider.GetRequiredService<DnsUdpService>());
        services.AddHostedService(static provider => provider.GetRequiredService<DnsTcpService>());
        return services;
    }
}
