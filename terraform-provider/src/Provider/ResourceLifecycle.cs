using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The protocol's calls that read, plan and apply managed resources, over the four verbs of each type.</summary>
internal sealed class ResourceLifecycle(ProviderSession session)
{
    public static DiagnosticsResponse Validate(ValidateRequest request)
    {
        var response = new DiagnosticsResponse();
        var diagnostics = new DiagnosticList();
        var resource = ProviderRegistry.Resource(request.TypeName);
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

    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var resource = ProviderRegistry.Resource(request.TypeName);
        var response = new ReadResponse { Private = request.Private, NewState = request.CurrentState, NewIdentity = request.CurrentIdentity };
        if (!session.IsConfigured && request.ClientCapabilities?.DeferralAllowed == true)
        {
            response.Deferred = new Deferred { Reason = DeferredReason.DeferredProviderConfigUnknown };
            return response;
        }

        var diagnostics = new DiagnosticList();
        var state = DynamicValues.Decode(request.CurrentState, resource.Schema.Type);
        var read = await ApiFailures.ReportAsync(() => ReadAsync(resource, state, cancellationToken), resource, state, diagnostics);
        if (read is not null)
        {
            response.NewState = DynamicValues.Encode(read, resource.Schema.Type);
            response.NewIdentity = ResourceIdentity.Of(resource, read, request.CurrentIdentity);
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public PlanResponse Plan(PlanRequest request)
    {
        var resource = ProviderRegistry.Resource(request.TypeName);
        var type = resource.Schema.Type;
        var (prior, config) = (DynamicValues.Decode(request.PriorState, type), DynamicValues.Decode(request.Config, type));
        var plan = PlanEngine.Plan(resource.Schema, prior, DynamicValues.Decode(request.ProposedNewState, type), config, value => resource.Derive(resource.Adjust(prior, value, config)), resource.SpellPlan);
        var diagnostics = new DiagnosticList();
        if (session.IsConfigured && !plan.Planned.IsNull)
        {
            resource.CheckPlan(session.Api, plan.Planned, diagnostics);
        }

        var response = new PlanResponse
        {
            PlannedState = DynamicValues.Encode(plan.Planned, type),
            PlannedPrivate = request.PriorPrivate,
            PlannedIdentity = ResourceIdentity.Of(resource, plan.Planned, plan.RequiresReplace.Count == 0 ? request.PriorIdentity : null),
        };
        if (!session.IsConfigured && request.ClientCapabilities?.DeferralAllowed == true)
        {
            response.Deferred = new Deferred { Reason = DeferredReason.DeferredProviderConfigUnknown };
        }

        response.RequiresReplace.AddRange(plan.RequiresReplace.Select(name => DiagnosticList.PathOf(name)));
        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public async Task<ApplyResponse> ApplyAsync(ApplyRequest request, CancellationToken cancellationToken)
    {
        var resource = ProviderRegistry.Resource(request.TypeName);
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
        var state = applied ?? prior;
        var response = new ApplyResponse
        {
            NewState = DynamicValues.Encode(state, type),
            Private = request.PlannedPrivate,
            NewIdentity = ResourceIdentity.Of(resource, state, request.PlannedIdentity),
        };
        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    private async Task<CtyValue?> ReadAsync(ManagedResource resource, CtyValue state, CancellationToken cancellationToken) =>
        await resource.ReadAsync(session.Api, state, cancellationToken) is { } found
            ? resource.Derive(resource.Spell(state, found))
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
            if (await FindIdenticalAsync(resource, plan, cancellationToken) is { } identical)
            {
                // So it is after an apply that was killed between the server's answer and the state.
                diagnostics.Warning("It existed already", $"The {resource.TypeName} {plan["id"].Text} was there exactly as configured. It is managed here from now on.");
                return identical;
            }

            var id = plan["id"].Text;
            diagnostics.Error("It exists already", $"The {resource.TypeName} {id} was made elsewhere, or by another resource block. To manage it here: terraform import {resource.TypeName}.NAME '{id}'");
            return null;
        }
    }

    private async Task<CtyValue?> FindIdenticalAsync(ManagedResource resource, CtyValue plan, CancellationToken cancellationToken)
    {
        if (!resource.AdoptsIdentical || await resource.ReadAsync(session.Api, plan, cancellationToken) is not { } found)
        {
            return null;
        }

        var spelled = resource.Spell(plan, found);
        return resource.Schema.Attributes.All(a => a.Name == "id" || a.WriteOnly || (a.Computed && !a.Optional) || !plan[a.Name].IsWhollyKnown || plan[a.Name].Equals(spelled[a.Name]))
            ? resource.Derive(PlanEngine.Settle(resource.Schema, plan, spelled))
            : null;
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
