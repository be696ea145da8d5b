using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;

namespace Waypost.Api.Features.AccessEntries;

/// <summary>Access entries: what sendmail's access table holds, and what they come to for one envelope.</summary>
public static class AccessEntryEndpoints
{
    public static void MapAccessEntries(this IEndpointRouteBuilder v1)
    {
        v1.MapKeyedTable<AccessEntryTable, AccessEntry, AccessEntryPut>(
            new("access-entries", "Access entries", "access entry", "AccessEntry", "AccessEntries"));
        v1.MapPost("/access-entries:evaluate", Evaluate)
            .AllowReadScope().Validate<AccessEvaluateRequest>().WithTags("Access entries")
            .Describe("evaluateAccessEntries", "Explains what the access entries decide for one envelope, step by step.", 413, 415, 422)
            .Produces<AccessEvaluation>();
    }

    private static IResult Evaluate(AccessEvaluateRequest body, MailTablesHolder tables)
    {
        var query = new AccessQuery(body.ClientName, body.ClientAddress, body.ReversePath, body.Recipient, body.Authenticated);
        var decision = AccessEvaluator.Evaluate(tables.Current, query);
        return Results.Ok(new AccessEvaluation(
            decision.Outcome, decision.Reply, [.. decision.Steps.Select(s => new ResolutionStep(s.Table, s.Key, s.Result))]));
    }
}
