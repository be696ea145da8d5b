using System.Text.Json;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Changesets;

/// <summary>Makes a zone what its body says: creates it, or changes what the body gives: kind and settings, and all records.</summary>
public sealed class ZonePutStep(ZoneRepository zones, ZoneKey zone, ZoneCreate create, WriteConditions conditions, DnsConfigurationHolder configuration, TimeProvider time) : IChangeStep
{
    public string Path => ZoneContracts.PathOf(zone) + ZoneContracts.QueryOf(zone);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(zone, cancellationToken);
        if (context.FailedIndex is not null)
        {
            return null;
        }

        var before = await zones.FindAsync(zone, cancellationToken);
        if (!conditions.Allow(before?.ETag))
        {
            return StepOutcome.Failed(WriteStatus.PreconditionFailed);
        }

        var (creation, errors) = ZoneCreations.Of(zone, create, "$.file", configuration.Current, time.GetUtcNow());
        if (creation is null)
        {
            return StepOutcome.Invalid(errors);
        }

        return before is null
            ? await new ZoneCreateStep(zones, creation).RunAsync(context, index, cancellationToken)
            : await UpdateAsync(context, index, before, creation, cancellationToken);
    }

    private async Task<StepOutcome> UpdateAsync(ChangeContext context, int index, Stored<ZoneRow> before, ZoneCreation creation, CancellationToken cancellationToken)
    {
        var status = WriteStatus.Unchanged;
        if (create.Kind is not null || create.Settings is not null || create.Primaries is not null)
        {
            status = (await zones.ChangeAsync(zone, creation.Kind, creation.Settings, null, context.Actor, cancellationToken)).Status;
        }

        if (create.File is not null || create.Rrsets is not null)
        {
            var result = await zones.ReplaceAsync(zone, creation.Rrsets, null, context.Actor, cancellationToken);
            if (result.Status is not (WriteStatus.Updated or WriteStatus.Unchanged))
            {
                return result.Problems.Count > 0
                    ? StepOutcome.Invalid([.. result.Problems.Select(problem => new FieldError("$", $"{problem.Owner} {problem.Type}: {problem.Message}"))])
                    : StepOutcome.Failed(result.Status);
            }

            ZoneRecordWrites.Record(context, zone, result, _ => index);
            status = result.Status == WriteStatus.Updated ? WriteStatus.Updated : status;
        }

        var after = await zones.FindAsync(zone, cancellationToken);
        return new(status, ZoneContracts.ToZone(before.Value), ZoneContracts.ToZone(after!.Value), after.ETag, []);
    }
}

/// <summary>Changes members of a zone's kind and settings (RFC 7396).</summary>
public sealed class ZonePatchStep(ZoneRepository zones, ZoneKey zone, JsonElement patch, WriteConditions conditions, DnsConfigurationHolder configuration) : IChangeStep
{
    public string Path => ZoneContracts.PathOf(zone) + ZoneContracts.QueryOf(zone);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(zone, cancellationToken);
        if (context.FailedIndex is not null)
        {
            return null;
        }

        if (await zones.FindAsync(zone, cancellationToken) is not { } before)
        {
            return StepOutcome.Failed(conditions.IfMatch is null ? WriteStatus.NotFound : WriteStatus.PreconditionFailed);
        }

        if (!conditions.Allow(before.ETag))
        {
            return StepOutcome.Failed(WriteStatus.PreconditionFailed);
        }

        var after = StatementContracts.Merge<ZonePatch>(new ZonePatch(ZoneKinds.Write(before.Value.Kind), StatementContracts.To<Client.ZoneSettings?>(before.Value.Settings)), ZoneBody.ToNode(patch));
        var settings = ZoneSettingsDraft.Of(zone, after.Kind ?? ZoneKinds.Write(before.Value.Kind), after.Settings, configuration.Current);
        return settings.Errors.Count > 0
            ? StepOutcome.Invalid(settings.Errors)
            : await new ZoneSettingsStep(zones, zone, settings, before.ETag).RunAsync(context, index, cancellationToken);
    }
}
