using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The protocol's calls for managed resources, over the four verbs of each type.</summary>
internal sealed class ResourceLifecycle(ProviderSession session)
{
    public static DiagnosticsResponse Validate(ValidateRequest request)
    {
        var response = new DiagnosticsResponse();
        var diagnostics = new DiagnosticList();
        var resource = Find(request.TypeName);
        var config = DynamicValues.Decode(request.Config, resource.Schema.Type);
        if (request.ClientCapabilities?.WriteOnlyAttributesAllowed != true)
        {
            foreach (var attribute in resource.Schema.Attributes.Where(a => a.WriteOnly && !config[a.Name].IsNull))
            {
                diagnostics.Error("Write-only attributes need Terraform 1.11", $"This Terraform would keep {attribute.Name} in its state.", attribute.Name);
            }
        }

        resource.Validate(config, diagnostics);
        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public static UpgradeResponse Upgrade(UpgradeRequest request)
    {
        var schema = Find(request.TypeName).Schema;

        // Every schema is at version 0; attributes that came or went since are handled by the JSON reader.
        var state = CtyJson.Decode(request.RawState?.Json.Memory ?? "null"u8.ToArray(), schema.Type);
        return new UpgradeResponse { UpgradedState = DynamicValues.Encode(state, schema.Type) };
    }

    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request.TypeName);
        var response = new ReadResponse { Private = request.Private, NewState = request.CurrentState };
        var diagnostics = new DiagnosticList();
        var state = DynamicValues.Decode(request.CurrentState, resource.Schema.Type);
        var read = await ApiFailures.ReportAsync(() => ReadAsync(resource, state, cancellationToken), resource, state, diagnostics);
        if (read is not null)
        {
            response.NewState = DynamicValues.Encode(read, resource.Schema.Type);
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public static PlanResponse Plan(PlanRequest request)
    {
        var resource = Find(request.TypeName);
        var type = resource.Schema.Type;
        var plan = PlanEngine.Plan(
            resource.Schema,
            DynamicValues.Decode(request.PriorState, type),
            DynamicValues.Decode(request.ProposedNewState, type),
            DynamicValues.Decode(request.Config, type),
            resource.Derive);
        var response = new PlanResponse { PlannedState = DynamicValues.Encode(plan.Planned, type), PlannedPrivate = request.PriorPrivate };
        response.RequiresReplace.AddRange(plan.RequiresReplace.Select(name => DiagnosticList.PathOf(name)));
        return response;
    }

    public async Task<ApplyResponse> ApplyAsync(ApplyRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request.TypeName);
        var type = resource.Schema.Type;
        var prior = DynamicValues.Decode(request.PriorState, type);
        var plan = DynamicValues.Decode(request.PlannedState, type);
        var config = DynamicValues.Decode(request.Config, type);
        var diagnostics = new DiagnosticList();

        var applied = await ApiFailures.ReportAsync(
            () => prior.IsNull ? CreateAsync(resource, plan, config, diagnostics, cancellationToken)
                : plan.IsNull ? DeleteAsync(resource, prior, diagnostics, cancellationToken)
                : UpdateAsync(resource, prior, plan, config, cancellationToken),
            resource,
            plan.IsNull ? prior : plan,
            diagnostics);

        // After a failure the state says what was there before.
        var response = new ApplyResponse { NewState = DynamicValues.Encode(applied ?? prior, type), Private = request.PlannedPrivate };
        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public static ImportResponse Import(ImportRequest request)
    {
        var resource = Find(request.TypeName);
        var response = new ImportResponse();
        var diagnostics = new DiagnosticList();
        if (resource.Import(request.Id, diagnostics) is { } imported)
        {
            response.ImportedResources.Add(new ImportedObject { TypeName = request.TypeName, State = DynamicValues.Encode(imported, resource.Schema.Type) });
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    private static ManagedResource Find(string typeName) =>
        ProviderRegistry.Resources.TryGetValue(typeName, out var resource) ? resource : throw new InvalidDataException($"There is no resource type {typeName}.");

    private async Task<CtyValue?> ReadAsync(ManagedResource resource, CtyValue state, CancellationToken cancellationToken) =>
        await resource.ReadAsync(session.Api, state, cancellationToken) is { } found
            ? resource.Derive(resource.Schema.SpellAs(state, found))
            : CtyValue.Null;

    private async Task<CtyValue?> CreateAsync(ManagedResource resource, CtyValue plan, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await resource.CreateAsync(session.Api, plan, config, cancellationToken);
            return resource.Derive(PlanEngine.Settle(resource.Schema, plan, answer));
        }
        catch (WaypostApiException error) when (ApiFailures.IsTaken(error))
        {
            var id = plan["id"].Text;
            diagnostics.Error("It exists already", $"The {resource.TypeName} {id} was made elsewhere, or by another resource block. To manage it here: terraform import {resource.TypeName}.NAME '{id}'");
            return null;
        }
    }

    private async Task<CtyValue?> UpdateAsync(ManagedResource resource, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var answer = await resource.UpdateAsync(session.Api, prior, plan, config, cancellationToken);
        return resource.Derive(PlanEngine.Settle(resource.Schema, plan, answer));
    }

    private async Task<CtyValue?> DeleteAsync(ManagedResource resource, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            await resource.DeleteAsync(session.Api, prior, diagnostics, cancellationToken);
        }
        catch (WaypostApiException error) when (error.Status == System.Net.HttpStatusCode.NotFound)
        {
            // Someone else deleted it; that is what was wanted.
        }

        return CtyValue.Null;
    }
}
