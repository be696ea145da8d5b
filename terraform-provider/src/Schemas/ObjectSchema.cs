using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Schemas;

/// <summary>The attributes of a resource, data source or the provider.</summary>
internal sealed class ObjectSchema
{
    public ObjectSchema(string description, params IReadOnlyList<SchemaAttribute> attributes)
    {
        Description = description;
        Attributes = attributes;
        Type = CtyType.ObjectOf(attributes.ToDictionary(a => a.Name, a => a.Type, StringComparer.Ordinal));
    }

    public string Description { get; }

    public IReadOnlyList<SchemaAttribute> Attributes { get; }

    public CtyType Type { get; }

    /// <summary>Raised when state of before cannot be read by attribute names alone.</summary>
    public long Version { get; init; }

    /// <summary>An object of this schema; attributes that are not given are null.</summary>
    public CtyValue ObjectOf(params ReadOnlySpan<(string Name, CtyValue Value)> members)
    {
        var whole = Attributes.ToDictionary(a => a.Name, _ => CtyValue.Null, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            whole[name] = value;
        }

        return CtyValue.Of(whole);
    }

    /// <summary>
    /// <paramref name="actual"/>, but spelled as <paramref name="reference"/> where both mean the same. This is what
    /// keeps case, final dots and the order of records from showing up as changes.
    /// </summary>
    public CtyValue SpellAs(CtyValue reference, CtyValue actual)
    {
        if (!reference.IsKnown || !actual.IsKnown)
        {
            return actual;
        }

        var spelled = actual;
        foreach (var attribute in Attributes)
        {
            var (old, now) = (reference[attribute.Name], actual[attribute.Name]);
            if (attribute is { Nested: { } nested, Type.Kind: CtyKind.Record } && old.IsKnown)
            {
                spelled = now.IsKnown ? spelled.With(attribute.Name, nested.SpellAs(old, now))
                    : now.IsNull && IsEmpty(old) ? spelled.With(attribute.Name, old)
                    : spelled;
                continue;
            }

            if (attribute.Canonical is { } canonical && old.IsWhollyKnown && now.IsWhollyKnown && old.IsKnown && now.IsKnown && !old.Equals(now)
                && canonical(reference, old) is { } form && form == canonical(actual, now))
            {
                spelled = spelled.With(attribute.Name, old);
            }
        }

        return spelled;
    }

    // An object with nothing set says as much as none.
    private static bool IsEmpty(CtyValue value) => value.IsNull || (value.Members is { } members && members.Values.All(IsEmpty));

    public SchemaMessage ToMessage()
    {
        var block = new BlockSchema { Description = Description, DescriptionKind = TextKind.TextMarkdown };
        block.Attributes.AddRange(Attributes.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => a.ToMessage()));
        return new SchemaMessage { Block = block, Version = Version };
    }
}
