using Waypost.Client;

namespace Waypost.Terraform.Provider;

/// <summary>What one launch knows after ConfigureProvider: the API, unless the configuration was not known yet.</summary>
internal sealed class ProviderSession : IDisposable
{
    private WaypostClient? api;

    public void Configure(WaypostClient? client) => Interlocked.Exchange(ref api, client)?.Dispose();

    /// <summary>The API; a sentence as exception when there is none.</summary>
    public WaypostClient Api => api ?? throw new InvalidDataException("The provider's endpoint or api_key depends on a value that is known only after apply. Apply what it depends on first (-target).");

    public void Dispose() => api?.Dispose();
}
