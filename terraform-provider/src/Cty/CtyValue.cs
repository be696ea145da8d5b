namespace Waypost.Terraform.Cty;

/// <summary>
/// A value of Terraform's: null, unknown until apply, or known. Immutable. The type is not kept; the schema has it.
/// </summary>
internal sealed class CtyValue : IEquatable<CtyValue>
{
    private readonly object? content;

    private CtyValue(bool isUnknown, object? content)
    {
        IsUnknown = isUnknown;
        this.content = content;
    }

    public static CtyValue Null { get; } = new(false, null);

    public static CtyValue Unknown { get; } = new(true, null);

    public bool IsUnknown { get; }

    public bool IsNull => !IsUnknown && content is null;

    public bool IsKnown => content is not null;

    /// <summary>Known, and so is everything in it.</summary>
    public bool IsWhollyKnown => !IsUnknown && content switch
    {
        IReadOnlyList<CtyValue> items => items.All(item => item.IsWhollyKnown),
        IReadOnlyDictionary<string, CtyValue> members => members.Values.All(member => member.IsWhollyKnown),
        _ => true,
    };

    /// <summary>The string, or null when it is null, unknown or no string.</summary>
    public string? Text => content as string;

    public bool? Truth => content as bool?;

    public CtyNumber? Number => content as CtyNumber?;

    /// <summary>The whole number, or null when there is none.</summary>
    public long? Whole => Number?.Whole;

    public IReadOnlyList<CtyValue>? Items => content as IReadOnlyList<CtyValue>;

    public IReadOnlyDictionary<string, CtyValue>? Members => content as IReadOnlyDictionary<string, CtyValue>;

    /// <summary>The strings of a list, or null when the list or an element is not known.</summary>
    public IReadOnlyList<string>? Texts => Items is { } items && items.All(item => item.Text is not null) ? [.. items.Select(item => item.Text!)] : null;

    /// <summary>An attribute of an object; null (the value) when it has none of that name.</summary>
    public CtyValue this[string name] => Members is { } members && members.TryGetValue(name, out var member) ? member : Null;

    public static CtyValue Of(string? text) => text is null ? Null : new(false, text);

    public static CtyValue Of(long? number) => number is null ? Null : new(false, CtyNumber.Of(number.Value));

    public static CtyValue Of(CtyNumber number) => new(false, number);

    public static CtyValue Of(bool truth) => new(false, truth);

    public static CtyValue Of(IReadOnlyList<CtyValue> items) => new(false, items);

    public static CtyValue Of(IEnumerable<string> texts) => new(false, texts.Select(Of).ToArray());

    public static CtyValue Of(IReadOnlyDictionary<string, CtyValue> members) => new(false, members);

    /// <summary>This object with one attribute replaced.</summary>
    public CtyValue With(string name, CtyValue value) =>
        new(false, new Dictionary<string, CtyValue>(Members ?? new Dictionary<string, CtyValue>(), StringComparer.Ordinal) { [name] = value });

    public bool Equals(CtyValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || IsUnknown != other.IsUnknown)
        {
            return false;
        }

        return (content, other.content) switch
        {
            (IReadOnlyList<CtyValue> left, IReadOnlyList<CtyValue> right) => left.SequenceEqual(right),
            (IReadOnlyDictionary<string, CtyValue> left, IReadOnlyDictionary<string, CtyValue> right) =>
                left.Count == right.Count && left.All(member => right.TryGetValue(member.Key, out var value) && member.Value.Equals(value)),
            var (left, right) => Equals(left, right),
        };
    }

    public override bool Equals(object? obj) => Equals(obj as CtyValue);

    // Values are compared, never hashed by content; equal values must only agree here.
    public override int GetHashCode() => HashCode.Combine(IsUnknown, content is null);
}
