using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns;

/// <summary>Registers what answers DNS.</summary>
public static class DnsServices
{
    /// <summary>
    /// Adds the UDP listener as a hosted service and what <see cref="DnsTcpConnectionHandler"/> needs. The caller binds
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
        services.TryAddSingleton<IDeferredMessages, DeferredMessages>();
        services.TryAddSingleton<DnsExchange>();
        services.AddHostedService<DnsUdpService>();
        return services;
    }
}
