using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>The scopes of an API key: <c>read</c> sees everything, <c>write</c> also changes it, <c>admin</c> also manages keys.</summary>
public static class Scopes
{
    public const string Admin = "admin";
    public const string Write = "write";
    public const string Read = "read";

    public static IReadOnlyList<string> All { get; } = [Admin, Write, Read];

    /// <summary>Named sets of permissions that stand in the place of a scope.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ApiKeyPermission>> Roles { get; } = new Dictionary<string, IReadOnlyList<ApiKeyPermission>>(StringComparer.Ordinal)
    {
        ["dns-operator"] = [new(["zones", "records", "acls", "views", "remote-servers", "remote-server-lists", "dns-settings", "tsig-keys", "search", "changesets"])],
        ["mail-operator"] = [new(["mail-domains", "accounts", "aliases", "virtual-users", "access-entries", "generic-addresses", "mailer-routes", "recipients", "queue", "search", "changesets"])],
        ["auditor"] = [new(null, [AccessRequest.Read])],
        ["acme"] = [new(["records"], null, null, null, ["TXT"], ["_acme-challenge", "_acme-challenge.*"]), new(["zones"], [AccessRequest.Read])],
    };

    /// <summary>The scope by method that a scope or role has.</summary>
    public static string BaseOf(string scope) => scope == "auditor" ? Read : Roles.ContainsKey(scope) ? Write : scope;

    /// <summary>Every key may, whatever the method: for POSTs that only ask.</summary>
    public static TBuilder AllowReadScope<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AsksOnly());

    /// <summary>Only admin keys may.</summary>
    public static TBuilder RequireAdminScope<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.RequireClaim(ApiKeyAuthentication.ScopeClaim, Admin));

    /// <summary>Methods other than GET and HEAD need a scope that writes.</summary>
    public static TBuilder RequireScopeByMethod<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new AssertionRequirement(context =>
            context.Resource is HttpContext http
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
                || http.GetEndpoint()?.Metadata.GetMetadata<AsksOnly>() is not null
                || context.User.HasClaim(claim => claim is { Type: ApiKeyAuthentication.ScopeClaim, Value: Admin or Write })))));

    /// <summary>Who writes, for the audit log.</summary>
    public static string Actor(this HttpContext context) => "key:" + (context.User.Identity?.Name ?? "anonymous");

    internal sealed class AsksOnly;
}
