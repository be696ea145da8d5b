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

    private static IResult Resolve(RecipientResolveRequest body, MailTablesHolder holder)
    {
        var tables = holder.Current;
        var resolved = RecipientResolver.Resolve(tables, body.Address);
        List<string> remote = [.. resolved.Recipients.Select(r => r.RemoteAddress).OfType<string>()];
        return Results.Ok(new RecipientResolution(
            body.Address,
            [.. resolved.Recipients.Select(r => r.Account).OfType<string>()],
            remote,
            resolved.Reply,
            [.. resolved.Steps.Select(s => new ResolutionStep(s.Table, s.Key, s.Result))],
            OrNull(resolved.Recipients.Select(r => r.File).OfType<string>()),
            OrNull(resolved.Recipients.Select(r => r.Command).OfType<string>()),
            resolved.Recipients.Select(r => r.ReversePath).FirstOrDefault(owner => owner is not null),
            OrNull(remote.Select(address => Mail.Tables.MailerRoutes.Find(tables, address[(address.LastIndexOf('@') + 1)..])?.Target).OfType<string>().Distinct())));
    }

    private static List<string>? OrNull(IEnumerable<string> texts) => texts.ToList() is { Count: > 0 } some ? some : null;
}
