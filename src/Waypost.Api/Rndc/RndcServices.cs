using Waypost.Server.Rndc;
using Waypost.Server.Trial;

namespace Waypost.Api.Rndc;

/// <summary>Registers the control channel of the ordinary mode.</summary>
public static class RndcServices
{
    public static IServiceCollection AddWaypostRndc(this IServiceCollection services)
    {
        services.AddSingleton<TrialStatistics>();
        services.AddSingleton<IRndcTarget, ServerRndcTarget>();
        services.AddHostedService<RndcService>();
        return services;
    }
}
