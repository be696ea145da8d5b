using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Changesets;

namespace Waypost.Api.Features.Changesets;

/// <summary>Changesets: many writes as one, the record of what every write changed, and the way back.</summary>
public static class ChangesetEndpoints
{
    public static void AddChangesets(this IServiceCollection services)
    {
        services.AddSingleton<ChangeTargets>();
        services.AddSingleton<ChangeBody>();
        services.AddSingleton<ChangeRunner>();
        services.AddSingleton<ZoneChangeTarget>();
        services.AddSingleton<ChangesetReader>();
        services.AddSingleton<ChangesetReversal>();
    }

    public static void MapChangesets(this IEndpointRouteBuilder v1)
    {
        v1.ServiceProvider.GetRequiredService<ChangeTargets>().Add(v1.ServiceProvider.GetRequiredService<ZoneChangeTarget>());
        var group = v1.MapGroup("/changesets").WithTags("Changesets");
        group.MapGet("", ListAsync).Describe("listChangesets", "Lists what writes changed, newest first, without the changes themselves.").Produces<Page<Changeset>>();
        group.MapGet("/{id}", GetAsync).Describe("getChangeset", "Reads what a write changed: every resource before and after.", 404).Produces<Changeset>().Produces(304);
        group.MapPost("", ApplyAsync)
            .Validate<ChangesetRequest>()
            .Describe("createChangeset", "Applies operations on any resources in order: all of them, or none. With dryRun it says what would be changed, and changes nothing.", 404, 409, 412, 413, 415, 422)
            .Produces<Changeset>(200).Produces<Changeset>(201);
        group.MapPost("/{id}:revert", RevertAsync)
            .Describe("revertChangeset", "Takes back what a changeset changed; refused when something has changed since what it changed.", 404, 409, 413, 415, 422)
            .Produces<Changeset>(200).Produces<Changeset>(201);
    }

    private static async Task<IResult> ApplyAsync(ChangesetRequest body, ChangeTargets targets, ChangeRunner runner, HttpContext context, CancellationToken cancellationToken)
    {
        var steps = new List<IChangeStep>(body.Operations.Count);
        var errors = new List<FieldError>();
        for (var index = 0; index < body.Operations.Count; index++)
        {
            var draft = targets.Read(body.Operations[index]);
            if (draft.Step is { } step)
            {
                steps.Add(step);
            }

            errors.AddRange(draft.Errors.Select(error => OperationError.At(index, error)));
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors.Take(OperationError.MaxErrors));
        }

        var options = new ChangeOptions(context.Actor()) { Note = body.Comment, IsDryRun = body.DryRun, IsStrict = body.Strict };
        var result = await runner.RunAsync(steps, options, cancellationToken);
        return ChangesetAnswer.Of(result, steps, options);
    }

    private static async Task<IResult> ListAsync(
        [FromQuery] string? actor, [FromQuery] string? path, Paging paging, ChangesetRepository changesets, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        if (paging.After is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        var rows = await changesets.ListAsync(before, actor, path, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, ChangesetReader.ToSummary, row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(string id, ChangesetRepository changesets, ChangesetReader reader, HttpContext context, CancellationToken cancellationToken) =>
        await FindAsync(id, changesets, cancellationToken) is { } row
            ? Answer(await reader.ReadAsync(row, cancellationToken), context)
            : Problems.NotFound("changeset", id);

    private static IResult Answer(Changeset changeset, HttpContext context)
    {
        var tag = $"{changeset.Id}-{changeset.RevertedBy}";
        EntityTags.Set(context, tag);
        return EntityTags.ClientHas(context, tag) ? Results.StatusCode(304) : Results.Ok(changeset);
    }

    private static async Task<IResult> RevertAsync(
        string id, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] ChangesetRevert? body,
        ChangesetRepository changesets, ChangesetReversal reversal, HttpContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, changesets, cancellationToken) is not { } row)
        {
            return Problems.NotFound("changeset", id);
        }

        var options = new ChangeOptions(context.Actor()) { Note = body?.Comment ?? $"Reverts changeset {row.Id}.", IsDryRun = body?.DryRun ?? false, RevertsId = row.Id };
        return await reversal.RunAsync(row, options, cancellationToken);
    }

    private static async Task<ChangesetRow?> FindAsync(string id, ChangesetRepository changesets, CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await changesets.FindAsync(number, cancellationToken) : null;
}
