using Microsoft.Extensions.DependencyInjection;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Tests.PowerDns;

/// <summary>Clients that send their key as PowerDNS' clients do.</summary>
internal static class PowerDnsClient
{
    public const string Zones = "/api/v1/servers/localhost/zones";

    /// <summary>One with every right.</summary>
    public static HttpClient Of(ApiHost host) => With(host, host.Admin.DefaultRequestHeaders.Authorization!.Parameter!);

    /// <summary>One with a new key of this scope.</summary>
    public static async Task<HttpClient> OfScopeAsync(ApiHost host, string scope) =>
        With(host, await host.Services.GetRequiredService<ApiKeyRepository>().CreateAsync("pdns-" + scope, scope, "test", CancellationToken.None));

    public static HttpClient With(ApiHost host, string key)
    {
        var client = host.Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-API-Key", key);
        return client;
    }
}
