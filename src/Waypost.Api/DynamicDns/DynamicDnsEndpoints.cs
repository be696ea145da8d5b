using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;

namespace Waypost.Api.DynamicDns;

/// <summary><c>/nic/update</c>, the protocol of dyndns.org that routers speak (version 2).</summary>
public static class DynamicDnsEndpoints
{
    private const int MaximumHosts = 20;

    public static void AddDynamicDns(this IServiceCollection services)
    {
        services.AddSingleton<HostUpdate>();
        services.AddSingleton<UpdateLimit>();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, BasicKeyAuthentication>(BasicKeyAuthentication.SchemeName, null);
    }

    public static void MapDynamicDns(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IOptions<DynamicDnsOptions>>().Value.Enabled)
        {
            return;
        }

        // It writes, though clients send GET.
        app.MapMethods("/nic/update", ["GET", "POST"], UpdateAsync).ExcludeFromDescription().RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(BasicKeyAuthentication.SchemeName)
            .RequireClaim(ApiKeyAuthentication.ScopeClaim, Scopes.Admin, Scopes.Write));
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, HostUpdate update, UpdateLimit limit, CancellationToken cancellationToken)
    {
        var hosts = Value(context, "hostname").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (hosts.Length is 0 or > MaximumHosts)
        {
            return ReturnCode.Of(hosts.Length == 0 ? "notfqdn" : "numhost");
        }

        if (Addresses(context) is not { } addresses)
        {
            return ReturnCode.Of("dnserr");
        }

        var codes = new List<string>(hosts.Length);
        foreach (var host in hosts)
        {
            codes.Add(limit.Take(host) ? await update.ApplyAsync(host, addresses, KeyAccess.Of(context), context.Actor(), cancellationToken) : "abuse");
        }

        return ReturnCode.Of(string.Join('\n', codes));
    }

    // The addresses that are stated, one of each family; without any that which the request came from.
    private static IReadOnlyList<IPAddress>? Addresses(HttpContext context)
    {
        var stated = $"{Value(context, "myip")},{Value(context, "myipv6")}".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (stated.Length == 0)
        {
            return context.Connection.RemoteIpAddress is { } remote ? [remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote] : null;
        }

        var addresses = new List<IPAddress>(stated.Length);
        foreach (var text in stated)
        {
            // IPAddress also reads "1" and scopes, which no record can hold.
            if (!IPAddress.TryParse(text, out var address) || text.Contains('%', StringComparison.Ordinal) || !(text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3))
            {
                return null;
            }

            addresses.Add(address);
        }

        return [.. addresses.Distinct()];
    }

    private static string Value(HttpContext context, string name) => context.Request.Query[name].ToString();
}
