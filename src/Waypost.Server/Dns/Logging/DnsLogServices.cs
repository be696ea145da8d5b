using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Configuration;

namespace Waypost.Server.Dns.Logging;

/// <summary>Registers the log of the DNS server, with BIND's categories and channels.</summary>
public static class DnsLogServices
{
    public static IServiceCollection AddWaypostDnsLog(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DnsConfigurationHolder>();
        services.AddSingleton<BindLog>();
        services.AddSingleton<ILoggerProvider, BindLoggerProvider>();
        services.AddSingleton<DnsQueryLog>();
        services.AddHostedService(static provider => provider.GetRequiredService<DnsQueryLog>());
        services.AddHostedService<DnsLogService>();
        return services;
    }
}
