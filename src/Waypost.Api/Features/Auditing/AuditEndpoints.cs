using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.ApiKeys;
using Waypost.Storage.Auditing;

namespace Waypost.Api.Features.Auditing;

/// <summary>Who did what, and who asks.</summary>
public static class AuditEndpoints
{
    private const string JsonLines = "application/x-ndjson";

    public static void MapAuditEvents(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/audit-events", ListAsync)
            .WithTags("Audit events").RequireAdminScope()
            .Describe("listAuditEvents", "Lists who did what, newest first: every write, and every call that was refused. Accept: application/x-ndjson exports all that the filters leave, a line each.")
            .Produces<Page<AuditEvent>>(200, "application/json", JsonLines);
        v1.MapGet("/whoami", WhoAmI).WithTags("API keys").Describe("whoAmI", "Says who the key of this request is, and what it may do.").Produces<WhoAmI>();
    }

    private static IResult WhoAmI(HttpContext context)
    {
        var row = context.Features.Get<ApiKeyRow>();
        return Results.Ok(new WhoAmI(
            context.Actor(), row?.Scope ?? context.User.FindFirst(ApiKeyAuthentication.ScopeClaim)?.Value ?? "", KeyAccess.Of(context).Permissions, row?.Networks, row?.ExpiresAt));
    }

    private static async Task<IResult> ListAsync(
        [FromQuery, Description("Only of this actor: key:NAME.")] string? actor,
        [FromQuery, Description("Only this action: create, update, delete, refused.")] string? action,
        [FromQuery, Description("Only subjects that begin so.")] string? subject,
        [FromQuery, Description("Not before this time.")] DateTimeOffset? since,
        [FromQuery, Description("Before this time.")] DateTimeOffset? until,
        Paging paging, AuditRepository audit, HttpContext context, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        if (paging.After is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        var query = new AuditQuery(actor, action, subject, since, until);
        if (MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var types) && types.Any(type => type.MediaType == JsonLines))
        {
            return Results.Stream(stream => ExportAsync(stream, query, audit, cancellationToken), JsonLines);
        }

        var rows = await audit.ListAsync(query, before, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, ToItem, row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    // A page at a time, so that memory is bounded whatever there is.
    private static async Task ExportAsync(Stream stream, AuditQuery query, AuditRepository audit, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        while (await audit.ListAsync(query, before, Paging.MaximumLimit, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(ToItem(row), WaypostJsonContext.Default.AuditEvent), (byte)'\n'], cancellationToken);
            }

            before = rows[^1].Id;
        }
    }

    private static AuditEvent ToItem(AuditRow row) => new(row.Id.ToString(CultureInfo.InvariantCulture), row.At, row.Actor, row.Action, row.Subject, row.Detail);
}
