using Microsoft.AspNetCore.Authentication;
using Waypost.Api.Http;

namespace Waypost.Api.PowerDns;

/// <summary>The HTTP API of the PowerDNS Authoritative Server under <c>/api</c>, over Waypost's own zones, rules and keys.</summary>
public static class PowerDnsEndpoints
{
    public const string Path = "/api";

    public static void AddPowerDns(this IServiceCollection services)
    {
        services.AddSingleton<ZoneDocuments>();
        services.AddSingleton<RrsetPatch>();
        services.AddSingleton<PowerDnsStatistics>();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, PowerDnsAuthentication>(PowerDnsAuthentication.SchemeName, null);
    }

    /// <summary>Refusals below <see cref="Path"/> in PowerDNS' form; before routing.</summary>
    public static void UsePowerDnsErrors(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase), branch => branch.UseMiddleware<PowerDnsErrors>());

    public static void MapPowerDns(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Path).RequireScopeByMethod().ExcludeFromDescription();
        api.RequireAuthorization(policy => policy.AddAuthenticationSchemes(PowerDnsAuthentication.SchemeName).RequireAuthenticatedUser());
        api.MapServer();
    }
}
