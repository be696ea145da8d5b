using System.Globalization;

namespace Waypost.Mail.Store;

/// <summary>One message of a mailbox, as the index holds it. Everything but the flags and the mod-sequence stays as it is.</summary>
/// <param name="Id">Names the message in this mailbox to the store; a copy has another.</param>
/// <param name="Flags">System flags with their backslash and keywords, for example <c>\Seen</c>. Never <c>\Recent</c>.</param>
/// <param name="Size">Octets of the whole message, CRLF line ends (RFC822.SIZE).</param>
public sealed record MessageEntry(long Id, uint Uid, IReadOnlyList<string> Flags, DateTimeOffset InternalDate, long Size, long ModSeq)
{
    /// <summary>The content, the same for every copy: the key of <see cref="IMailboxStore.ReadSummariesAsync"/>.</summary>
    public long ContentId { get; init; }

    /// <summary>When it came into this mailbox (SAVEDATE, RFC 8514).</summary>
    public DateTimeOffset SaveDate { get; init; }

    /// <summary>Tells contents apart that differ in their trace fields only; 0 without such fields.</summary>
    public uint PrefixHash { get; init; }

    /// <summary>EMAILID (RFC 8474 section 5.1): the same for messages of the same octets.</summary>
    public string EmailId => PrefixHash == 0
        ? string.Create(CultureInfo.InvariantCulture, $"M{ContentId}")
        : string.Create(CultureInfo.InvariantCulture, $"M{ContentId}-{PrefixHash:x8}");
}

/// <summary>How a STORE changes flags (RFC 9051 section 6.4.6).</summary>
public enum FlagChange { Replace, Add, Remove }

/// <summary>A STORE.</summary>
/// <param name="UnchangedSince">Messages with a higher mod-sequence are left alone (RFC 7162 section 3.1.3).</param>
public sealed record FlagUpdate(FlagChange Change, IReadOnlyList<string> Flags, long? UnchangedSince = null);

/// <summary>A message to append.</summary>
/// <param name="Content">The octets, CRLF line ends.</param>
public sealed record AppendedMessage(IReadOnlyList<string> Flags, DateTimeOffset InternalDate, ReadOnlyMemory<byte> Content);

/// <summary>How a write into a mailbox went.</summary>
public enum StoreOutcome
{
    /// <summary>Committed.</summary>
    Done,

    /// <summary>The mailbox is gone.</summary>
    NoMailbox,

    /// <summary>The owner's quota does not allow it (RFC 9208): nothing was written.</summary>
    OverQuota,
}

/// <summary>The UIDs of appended messages, in their order.</summary>
public sealed record AppendResult(StoreOutcome Outcome, IReadOnlyList<uint> Uids);

/// <summary>Source and target UIDs of copied or moved messages, in the order of the source.</summary>
public sealed record CopyResult(StoreOutcome Outcome, IReadOnlyList<(uint Source, uint Target)> Pairs);

/// <summary>The entries after a STORE, ascending by UID; what was gone is missing.</summary>
/// <param name="Modified">UIDs that UNCHANGEDSINCE left alone (the MODIFIED code); not among the entries.</param>
public sealed record FlagsResult(IReadOnlyList<MessageEntry> Entries, IReadOnlyList<uint> Modified);

/// <summary>What an expunge removed.</summary>
/// <param name="ModSeq">The mailbox's mod-sequence after it.</param>
public sealed record ExpungeResult(IReadOnlyList<uint> Uids, long ModSeq);

/// <summary>What was expunged since a mod-sequence (VANISHED (EARLIER), RFC 7162 section 3.2.10).</summary>
/// <param name="Complete">False when the store does not remember that far back: then any UID that is not in the mailbox may be meant.</param>
public sealed record ExpungedUids(IReadOnlyList<(uint First, uint Last)> Ranges, bool Complete);
