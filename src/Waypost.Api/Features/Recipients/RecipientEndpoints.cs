using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;

namespace Waypost.Api.Features.Recipients;

/// <summary>Explains where mail for an address goes.</summary>
public static class RecipientEndpoints
{
    public static void MapRecipients(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/recipients:resolve", Resolve)
            .AllowReadScope().Validate<RecipientResolveRequest>().WithTags("Recipients")
            .Describe("resolveRecipient", "Explains which alias, virtual user or forward applies to an address, step by step.", 413, 415, 422)
            .Produces<RecipientResolution>();

    private static IResult Resolve(RecipientResolveRequest body, MailTablesHolder tables)
    {
        var resolved = RecipientResolver.Resolve(tables.Current, body.Address);
        return Results.Ok(new RecipientResolution(
            body.Address,
            [.. resolved.Recipients.Select(r => r.Account).OfType<string>()],
            [.. resolved.Recipients.Select(r => r.RemoteAddress).OfType<string>()],
            resolved.Reply,
            [.. resolved.Steps.Select(s => new ResolutionStep(s.Table, s.Key, s.Result))]));
    }
}
