using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The protocol's calls by which a state comes from elsewhere: an older provider, an import, another resource type.</summary>
internal static class ResourceTransitions
{
    public static UpgradeResponse Upgrade(UpgradeRequest request)
    {
        var schema = ProviderRegistry.Resource(request.TypeName).Schema;

        // Attributes that came, went or became text since are handled by the JSON reader.
        var state = CtyJson.Decode(request.RawState?.Json.Memory ?? "null"u8.ToArray(), schema.Type);
        return new UpgradeResponse { UpgradedState = DynamicValues.Encode(state, schema.Type) };
    }

    public static ImportResponse Import(ImportRequest request)
    {
        var resource = ProviderRegistry.Resource(request.TypeName);
        var response = new ImportResponse();
        var diagnostics = new DiagnosticList();
        var imported = request.Id.Length == 0 ? ResourceIdentity.Import(resource, request.Identity) : resource.Import(request.Id, diagnostics);
        if (imported is not null)
        {
            response.ImportedResources.Add(new ImportedObject
            {
                TypeName = request.TypeName,
                State = DynamicValues.Encode(resource.Derive(imported), resource.Schema.Type),
                Identity = ResourceIdentity.Of(resource, imported, request.Identity),
            });
        }
        else if (!diagnostics.HasErrors)
        {
            diagnostics.Error("Nothing to import", "An import needs an id, or an identity.");
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public static MoveResponse Move(MoveRequest request)
    {
        var resource = ProviderRegistry.Resource(request.TargetTypeName);
        var response = new MoveResponse();
        var diagnostics = new DiagnosticList();
        var moved = resource.Move(request.SourceProviderAddress, request.SourceTypeName, request.SourceState?.Json.Memory ?? "null"u8.ToArray(), diagnostics);
        if (moved is not null)
        {
            response.TargetState = DynamicValues.Encode(moved, resource.Schema.Type);
            response.TargetIdentity = ResourceIdentity.Of(resource, moved, null);
        }
        else if (!diagnostics.HasErrors)
        {
            diagnostics.Error("This cannot be moved", $"The provider does not know how a {request.SourceTypeName} becomes a {request.TargetTypeName}. Use a removed block and an import block instead.");
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }
}
