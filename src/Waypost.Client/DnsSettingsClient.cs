using System.Text.Json;

namespace Waypost.Client;

/// <summary><c>/v1/dns-settings</c>, of which there is one.</summary>
public sealed class DnsSettingsClient
{
    private const string Path = "v1/dns-settings";

    private readonly ApiTransport transport;

    internal DnsSettingsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>The settings as they are.</summary>
    public Task<Tagged<DnsSettings>> GetAsync(CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Get, Path, null, Precondition.None, ApiTransport.Json.DnsSettings, cancellationToken);

    /// <summary>Replaces them whole.</summary>
    public Task<Tagged<DnsSettings>> PutAsync(DnsSettings body, Precondition condition, CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Put, Path, ApiTransport.Body(body, ApiTransport.Json.DnsSettings), condition, ApiTransport.Json.DnsSettings, cancellationToken);

    /// <summary>Changes the members that are not null, and takes away those that <paramref name="unset"/> names (RFC 7396).</summary>
    /// <param name="body">What to set.</param>
    /// <param name="unset">Members to take away, as JSON names them; those of <c>settings</c> too.</param>
    /// <param name="condition">What the settings must be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Tagged<DnsSettings>> PatchAsync(DnsSettings body, IReadOnlyCollection<string> unset, Precondition condition, CancellationToken cancellationToken) =>
        transport.ReadAsync(
            HttpMethod.Patch, Path, MergePatch.Body(JsonSerializer.SerializeToNode(body, ApiTransport.Json.DnsSettings)!.AsObject(), unset), condition, ApiTransport.Json.DnsSettings, cancellationToken);
}
