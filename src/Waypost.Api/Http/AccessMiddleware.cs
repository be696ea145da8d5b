using Waypost.Storage.Auditing;

namespace Waypost.Api.Http;

/// <summary>The one place where a call is held against what its key may do; a changeset and a PATCH of many records ask again for each.</summary>
public sealed class AccessMiddleware(RequestDelegate next, AuditRepository audit)
{
    private const string Root = "/v1/";
    private const string PowerDnsRoot = "/api/v1/servers/";

    // What only asks about a collection, and what says for itself what it may.
    private static readonly string[] Open = ["whoami", "changesets"];

    public async Task InvokeAsync(HttpContext context)
    {
        var access = KeyAccess.Of(context);
        if (access.Permissions is not null && context.Request.Path.Value is { } other && other.StartsWith(PowerDnsRoot, StringComparison.OrdinalIgnoreCase) && !IsAllowedInPowerDns(context, access, other))
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"error": "Forbidden"}""", context.RequestAborted);
            await RefuseAsync(context);
            return;
        }

        if (access.Permissions is not null && context.Request.Path.Value is { } path && path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) && !IsAllowed(context, access, path))
        {
            await Problems.OfStatus(403, "The permissions of this API key do not allow this operation.").ExecuteAsync(context);
            await RefuseAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Notes a call that was refused.</summary>
    public static Task NoteAsync(AuditRepository audit, HttpContext context) =>
        audit.AppendRefusalAsync(context.Actor(), context.Request.Path.Value ?? "", $"{context.Request.Method} {context.Response.StatusCode} from {context.Connection.RemoteIpAddress}", CancellationToken.None);

    private static bool IsAllowed(HttpContext context, KeyAccess access, string path)
    {
        // Encoded slashes are left in the path by the server; everything else is decoded already.
        string[] segments = [.. path[Root.Length..].Split('/').Select(RouteKey.Decode)];
        var verb = context.Request.Method switch
        {
            "GET" or "HEAD" => AccessRequest.Read,
            "DELETE" => AccessRequest.Delete,
            _ when context.GetEndpoint()?.Metadata.GetMetadata<Scopes.AsksOnly>() is not null => AccessRequest.Read,
            _ => AccessRequest.Write,
        };
        if (Open.Contains(segments[0]) && (segments[0] == "whoami" || (context.Request.Method == "POST" && segments.Length == 1)))
        {
            return true;
        }

        var request = AccessRequest.Of(verb, segments);
        return access.Allows(request) || access.ShowsSome(request) || AsksAgain(context, request);
    }

    // In PowerDNS' API, what its clients of one zone need: the zone, its changes, of which the endpoint asks for each, and to announce them.
    private static bool IsAllowedInPowerDns(HttpContext context, KeyAccess access, string path) => path[PowerDnsRoot.Length..].Split('/') switch
    {
        [_] => HttpMethods.IsGet(context.Request.Method),
        [_, "zones", var id] => context.Request.Method is "GET" or "PATCH" && access.ShowsZone(RouteKey.Decode(id).TrimEnd('.')),
        [_, "zones", var id, "notify"] => access.ShowsZone(RouteKey.Decode(id).TrimEnd('.')),
        _ => false,
    };

    // The endpoint asks for each record of the body.
    private static bool AsksAgain(HttpContext context, AccessRequest request) =>
        context.Request.Method == "PATCH" && request is { Resource: "records", Zone: not null };

    private Task RefuseAsync(HttpContext context) => NoteAsync(audit, context);
}
