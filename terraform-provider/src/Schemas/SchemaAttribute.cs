using Google.Protobuf;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Schemas;

/// <summary>Gives the form of an attribute's value in which equal meanings are equal texts; null when it has none (yet).</summary>
/// <param name="whole">The object that the attribute is in.</param>
/// <param name="value">The attribute's known value.</param>
internal delegate string? CanonicalForm(CtyValue whole, CtyValue value);

/// <summary>One attribute of a resource, data source or the provider itself.</summary>
internal sealed record SchemaAttribute(string Name, CtyType Type, string Description)
{
    /// <summary>The configuration must set it.</summary>
    public bool Required { get; init; }

    /// <summary>The configuration may set it.</summary>
    public bool Optional { get; init; }

    /// <summary>The provider sets it where the configuration does not.</summary>
    public bool Computed { get; init; }

    /// <summary>Terraform never shows it.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Terraform never keeps it: it is in the configuration alone, null in plan and state.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>A change of it replaces the resource.</summary>
    public bool RequiresReplace { get; init; }

    /// <summary>A computed value outlives changes of other attributes, so an update does not make it unknown.</summary>
    public bool KeepsValue { get; init; }

    /// <summary>The value when the configuration has none; such an attribute is computed.</summary>
    public CtyValue? Default { get; init; }

    /// <summary>When two values mean the same; null where only equal values do.</summary>
    public CanonicalForm? Canonical { get; init; }

    /// <summary>The attributes inside of an object, or of each object of a map; null for a plain attribute.</summary>
    public ObjectSchema? Nested { get; init; }

    /// <summary>One object with attributes of its own.</summary>
    public static SchemaAttribute Object(string name, ObjectSchema nested, string description) =>
        new(name, nested.Type, description) { Nested = nested, Optional = true };

    /// <summary>A map of objects with attributes of their own.</summary>
    public static SchemaAttribute MapOfObjects(string name, ObjectSchema nested, string description) =>
        new(name, CtyType.MapOf(nested.Type), description) { Nested = nested, Required = true };

    public AttributeSchema ToMessage()
    {
        var message = new AttributeSchema
        {
            Name = Name,
            Description = Description,
            DescriptionKind = TextKind.TextMarkdown,
            Required = Required,
            Optional = Optional,
            Computed = Computed,
            Sensitive = Sensitive,
            WriteOnly = WriteOnly,
        };
        if (Nested is null)
        {
            message.Type = ByteString.CopyFrom(Type.ToJson());
            return message;
        }

        message.NestedType = new NestedSchema { Nesting = Type.Kind == CtyKind.Mapping ? Nesting.Map : Nesting.Single };
        message.NestedType.Attributes.AddRange(Nested.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => a.ToMessage()));
        return message;
    }
}
