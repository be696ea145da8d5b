using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Provider;

/// <summary>What one launch knows after ConfigureProvider: the API, unless the configuration was not known yet.</summary>
internal sealed class ProviderSession : IDisposable
{
    private ApiSession? api;

    public void Configure(ApiSession? session) => Interlocked.Exchange(ref api, session)?.Dispose();

    /// <summary>Whether the provider block could be read; not when it depends on what is known after apply only.</summary>
    public bool IsConfigured => api is not null;

    /// <summary>The API; a sentence as exception when there is none.</summary>
    public ApiSession Api => api ?? throw new InvalidDataException("The provider's endpoint or api_key depends on a value that is known only after apply. Apply what it depends on first (-target).");

    public void Dispose() => api?.Dispose();
}
