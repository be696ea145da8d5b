using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Authentication;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>What the HTTP API needs from the container, whatever its features.</summary>
public static class ApiServices
{
    public static IServiceCollection AddWaypostApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        // Binding failures reach ProblemMiddleware as exceptions, with the JSON path inside.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        // The core only: AddAuthentication would also keep data protection keys for cookies, which there are none of.
        services.AddAuthenticationCore(options => options.DefaultScheme = ApiKeyAuthentication.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorization();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<KeyGate>();
        services.AddSingleton<GuessingGuard>();
        services.AddValidatorsFromAssemblyContaining<ProblemMiddleware>(ServiceLifetime.Singleton);
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        ValidatorOptions.Global.DisplayNameResolver = ValidatorOptions.Global.PropertyNameResolver;
        return services.AddWaypostOpenApi();
    }

    /// <summary>The rules of <see cref="WaypostJsonContext"/>, and members without a default are required.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(WaypostJsonContext.Default);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
