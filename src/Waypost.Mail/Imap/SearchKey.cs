namespace Waypost.Mail.Imap;

/// <summary>A criterion of SEARCH (RFC 9051 section 6.4.4).</summary>
public abstract record SearchKey
{
    /// <summary>True when the message's octets must be read to decide it.</summary>
    public virtual bool NeedsContent => false;
}

/// <summary>Every criterion holds.</summary>
public sealed record AllOfKey(IReadOnlyList<SearchKey> Keys) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => Keys.Any(key => key.NeedsContent);
}

/// <summary>One of two holds.</summary>
public sealed record EitherKey(SearchKey First, SearchKey Second) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => First.NeedsContent || Second.NeedsContent;
}

/// <summary>The criterion does not hold.</summary>
public sealed record NotKey(SearchKey Key) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => Key.NeedsContent;
}

/// <summary>Always or never holds.</summary>
public sealed record ConstantKey(bool Value) : SearchKey;

/// <summary>The message has a flag.</summary>
public sealed record FlagKey(string Flag) : SearchKey;

/// <summary>The sequence number is in a set.</summary>
public sealed record SequenceKey(SequenceSet Set) : SearchKey;

/// <summary>The UID is in a set.</summary>
public sealed record UidKey(SequenceSet Set) : SearchKey;

/// <summary>The size is above (or below) a number of octets.</summary>
public sealed record SizeKey(bool Larger, uint Octets) : SearchKey;

/// <summary>Which side of a date.</summary>
public enum DateSide { Before, On, Since }

/// <summary>The internal date (or the Date header) lies on a side of a date; time and zone do not count.</summary>
public sealed record DateKey(DateSide Side, DateOnly Date, bool Sent) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => Sent;
}

/// <summary>A header field holds a text; empty text asks for the field.</summary>
public sealed record HeaderKey(string Field, string Text) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => true;
}

/// <summary>The decoded text parts (with or without the header) hold a text.</summary>
public sealed record TextKey(string Text, bool WithHeader) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsContent => true;
}
