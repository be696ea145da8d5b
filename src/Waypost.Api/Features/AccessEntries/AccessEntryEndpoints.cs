using System.Net;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Server.Smtp;

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

    private static IResult Evaluate(AccessEvaluateRequest body, MailTablesHolder holder, IOptions<SmtpOptions> smtp)
    {
        var tables = holder.Current;
        var relayClient = smtp.Value.RelayFromLoopback && IPAddress.TryParse(body.ClientAddress, out var address) && IPAddress.IsLoopback(address);
        var query = new AccessQuery(body.ClientName, body.ClientAddress, body.ReversePath, body.Recipient, body.Authenticated, relayClient)
        {
            Lookup = Enum.TryParse<ClientLookup>(body.ClientLookup, ignoreCase: true, out var lookup) ? lookup : ClientLookup.Ok,
        };
        var decision = AccessEvaluator.Evaluate(tables, query);
        var hasClient = body.ClientAddress is not null || body.ClientName is not null;
        var limits = hasClient ? ClientLimits.Evaluate(tables, body.ClientName, body.ClientAddress) : null;
        var tls = hasClient ? TlsRequirement.ForClient(tables, body.ClientName, body.ClientAddress) : null;
        return Results.Ok(new AccessEvaluation(
            decision.Outcome,
            decision.Reply,
            [.. decision.Steps.Concat(limits?.Steps ?? []).Select(s => new ResolutionStep(s.Table, s.Key, s.Result))],
            decision.Quarantine,
            limits?.Rate,
            limits?.Connections,
            (int?)limits?.Pause?.TotalMilliseconds,
            tls is null ? null : tables.AccessEntries[tls.Entry]));
    }
}
