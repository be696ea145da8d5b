using Waypost.Server.Rndc;
using Waypost.Server.Trial;

namespace Waypost.Api.Rndc;

/// <summary>Registers the control channel of the ordinary mode.</summary>
public static class RndcServices
{
    /// <summary>Adds the channel and what it controls.</summary>
    /// <param name="directory">Where dumpdb and stats write.</param>
    public static IServiceCollection AddWaypostRndc(this IServiceCollection services, string directory)
    {
        services.AddSingleton(new RndcFiles(directory));
        services.AddSingleton<TrialStatistics>();
        services.AddSingleton<IRndcTarget, ServerRndcTarget>();
        services.AddHostedService<RndcService>();
        return services;
    }
}

/// <summary>Where rndc's commands write files.</summary>
public sealed record RndcFiles(string Directory);
