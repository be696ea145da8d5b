using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Hosting;

/// <summary>Whether this node should get traffic: zones and tables are loaded, the database answers, and no stop has begun.</summary>
public sealed class Readiness(ApiKeyRepository keys, IHostApplicationLifetime lifetime)
{
    private volatile bool _loaded;

    public void Loaded() => _loaded = true;

    /// <summary>Null when ready, otherwise why not.</summary>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (!_loaded)
        {
            return "Zones and tables are not loaded yet.";
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return "The server is stopping.";
        }

        try
        {
            await keys.AnyAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return "The database does not answer.";
        }
    }
}
