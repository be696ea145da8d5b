using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Imap;

/// <summary>Registers IMAP. It needs the ports of <see cref="ImapStores"/>, an <c>IAccountDirectory</c> and logging.</summary>
public static class ImapServices
{
    /// <summary>Adds what <see cref="ImapConnectionHandler"/> needs.</summary>
    public static IServiceCollection AddWaypostImap(this IServiceCollection services)
    {
        services.AddOptions<ImapOptions>();
        services.AddWaypostTls();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ImapStores>();
        services.AddSingleton<ImapSessionServices>();
        services.AddSingleton<ImapConnectionHandler>();
        return services;
    }
}
