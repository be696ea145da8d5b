using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Waypost.Server.Connections.Tls;

/// <summary>Registers TLS.</summary>
public static class TlsServices
{
    /// <summary>Adds the certificate; <see cref="TlsOptions"/> come from elsewhere, without them there is none.</summary>
    public static IServiceCollection AddWaypostTls(this IServiceCollection services)
    {
        services.AddOptions<TlsOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TlsCertificates>();
        return services;
    }
}
