using Google.Protobuf;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Provider;

/// <summary>Resource identity (plugin protocol 6.9): the natural key as an object, for import blocks without an id.</summary>
internal static class ResourceIdentity
{
    public static IdentitySchemasResponse Schemas()
    {
        var response = new IdentitySchemasResponse();
        foreach (var (name, resource) in ProviderRegistry.Resources)
        {
            response.IdentitySchemas[name] = SchemaOf(resource);
        }

        return response;
    }

    public static UpgradeIdentityResponse Upgrade(UpgradeIdentityRequest request)
    {
        var type = TypeOf(ProviderRegistry.Resource(request.TypeName));
        var identity = CtyJson.Decode(request.RawIdentity?.Json.Memory ?? "null"u8.ToArray(), type);
        return new UpgradeIdentityResponse { UpgradedIdentity = new IdentityData { IdentityData_ = DynamicValues.Encode(identity, type) } };
    }

    /// <summary>The identity of a state. One that Terraform has already never changes; null when there is none to tell.</summary>
    public static IdentityData? Of(ManagedResource resource, CtyValue state, IdentityData? known)
    {
        if (known?.IdentityData_ is { } data && !DynamicValues.Decode(data, TypeOf(resource)).IsNull)
        {
            return known;
        }

        var names = resource.IdentityAttributes;
        if (!state.IsKnown || names.Any(name => state[name].IsUnknown))
        {
            return null;
        }

        var identity = CtyValue.Of(names.ToDictionary(name => name, name => state[name], StringComparer.Ordinal));
        return new IdentityData { IdentityData_ = DynamicValues.Encode(identity, TypeOf(resource)) };
    }

    /// <summary>The state that an import block's identity stands for; null when there is none.</summary>
    public static CtyValue? Import(ManagedResource resource, IdentityData? identity)
    {
        var value = DynamicValues.Decode(identity?.IdentityData_, TypeOf(resource));
        return value.IsKnown ? resource.Schema.ObjectOf([.. resource.IdentityAttributes.Select(name => (name, value[name]))]) : null;
    }

    private static IdentitySchema SchemaOf(ManagedResource resource)
    {
        var schema = new IdentitySchema();
        schema.IdentityAttributes.AddRange(Attributes(resource).Select(a => new Protocol.Messages.IdentityAttribute
        {
            Name = a.Name,
            Type = ByteString.CopyFrom(a.Type.ToJson()),
            Description = a.Description,
            RequiredForImport = a.Required || a.Name == "id",
            OptionalForImport = !(a.Required || a.Name == "id"),
        }));
        return schema;
    }

    private static CtyType TypeOf(ManagedResource resource) => CtyType.ObjectOf(Attributes(resource).ToDictionary(a => a.Name, a => a.Type, StringComparer.Ordinal));

    private static IEnumerable<Schemas.SchemaAttribute> Attributes(ManagedResource resource) =>
        resource.Schema.Attributes.Where(a => resource.IdentityAttributes.Contains(a.Name, StringComparer.Ordinal));
}
