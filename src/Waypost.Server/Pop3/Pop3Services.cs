using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Pop3;

/// <summary>Registers POP3. It needs an <c>IMailboxStore</c>, an <c>IAccountDirectory</c> and logging.</summary>
public static class Pop3Services
{
    /// <summary>Adds what <see cref="Pop3ConnectionHandler"/> needs.</summary>
    public static IServiceCollection AddWaypostPop3(this IServiceCollection services)
    {
        services.AddOptions<Pop3Options>();
        services.AddWaypostTls();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MaildropLocks>();
        services.AddSingleton<LoginDelays>();
        services.AddSingleton<Pop3SessionServices>();
        services.AddSingleton<Pop3ConnectionHandler>();
        return services;
    }
}
