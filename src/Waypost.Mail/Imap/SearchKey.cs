using Waypost.Mail.Store;

namespace Waypost.Mail.Imap;

/// <summary>A criterion of SEARCH (RFC 9051 section 6.4.4).</summary>
public abstract record SearchKey
{
    /// <summary>True when the index of the mailbox does not tell and the store must be asked.</summary>
    public virtual bool NeedsStore => false;
}

/// <summary>Every criterion holds.</summary>
public sealed record AllOfKey(IReadOnlyList<SearchKey> Keys) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsStore => Keys.Any(key => key.NeedsStore);
}

/// <summary>One of two holds.</summary>
public sealed record EitherKey(SearchKey First, SearchKey Second) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsStore => First.NeedsStore || Second.NeedsStore;
}

/// <summary>The criterion does not hold.</summary>
public sealed record NotKey(SearchKey Key) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsStore => Key.NeedsStore;
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

/// <summary>The internal date (or the date it was saved, RFC 8514) lies on a side of a date; time and zone do not count.</summary>
public sealed record DateKey(DateSide Side, DateOnly Date, bool Saved) : SearchKey;

/// <summary>The message came within so many seconds (YOUNGER), or before (OLDER; RFC 5032).</summary>
public sealed record AgeKey(bool Younger, uint Seconds) : SearchKey;

/// <summary>The mod-sequence is at least a number (RFC 7162 section 3.1.5).</summary>
public sealed record ModSeqKey(long ModSeq) : SearchKey;

/// <summary>EMAILID is a value (RFC 8474 section 6).</summary>
public sealed record EmailIdKey(string Id) : SearchKey;

/// <summary>THREADID is a value (RFC 8474 section 6).</summary>
public sealed record ThreadIdKey(string Id) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsStore => true;
}

/// <summary>What only the text of messages can tell.</summary>
public sealed record TextKey(TextCriterion Criterion) : SearchKey
{
    /// <inheritdoc/>
    public override bool NeedsStore => true;
}
