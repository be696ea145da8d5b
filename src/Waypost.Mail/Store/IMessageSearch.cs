namespace Waypost.Mail.Store;

/// <summary>A question about what messages say, which the store answers from decoded text that it keeps.</summary>
public abstract record TextCriterion;

/// <summary>A header field holds a text, without regard to case (HEADER, SUBJECT, FROM, ...); empty text asks for the field.</summary>
public sealed record HeaderCriterion(string Field, string Text) : TextCriterion;

/// <summary>The decoded text parts hold a text, or the header does too (BODY, TEXT).</summary>
public sealed record BodyCriterion(string Text, bool WithHeader) : TextCriterion;

/// <summary>The words are in the message in any order and form (SEARCH=FUZZY, RFC 6203).</summary>
public sealed record FuzzyCriterion(string Text) : TextCriterion;

/// <summary>The day of the Date field lies in a span; time and zone do not count (SENTBEFORE, SENTON, SENTSINCE).</summary>
/// <param name="From">The first day, or null.</param>
/// <param name="Until">The last day, or null.</param>
public sealed record SentCriterion(DateOnly? From, DateOnly? Until) : TextCriterion;

/// <summary>What SORT and THREAD order a message by (RFC 5256, RFC 5957), computed at arrival.</summary>
/// <param name="BaseSubject">The base subject (RFC 5256 section 2.1) in upper case.</param>
/// <param name="IsReplyOrForward">Whether the subject was a reply's or a forward's.</param>
/// <param name="Sent">The sent date (RFC 5256 section 2.2), or null where the internal date has to do.</param>
/// <param name="From">The mailbox part of the first address, in upper case; so are <paramref name="To"/> and <paramref name="Cc"/>.</param>
/// <param name="DisplayFrom">Display name, or address, of the first address, in upper case; so is <paramref name="DisplayTo"/>.</param>
/// <param name="MessageId">Without angle brackets, or null.</param>
/// <param name="References">The message ids of References, or the first of In-Reply-To; without angle brackets.</param>
public sealed record SortKeys(
    uint Uid, string BaseSubject, bool IsReplyOrForward, DateTimeOffset? Sent, string From, string To, string Cc, string DisplayFrom, string DisplayTo, string? MessageId, IReadOnlyList<string> References);

/// <summary>Searches and orders the messages of a mailbox.</summary>
public interface IMessageSearch
{
    /// <summary>The UIDs of the messages for which a criterion holds, ascending.</summary>
    Task<IReadOnlyList<uint>> FindAsync(long mailboxId, TextCriterion criterion, CancellationToken cancellationToken);

    /// <summary>The keys of all messages, ascending by UID.</summary>
    Task<IReadOnlyList<SortKeys>> ReadSortKeysAsync(long mailboxId, CancellationToken cancellationToken);
}
