using System.Globalization;

namespace Waypost.Mail.Store;

/// <summary>A mailbox (RFC 9051 section 5.1): the IMAP folder. The hierarchy delimiter is <c>/</c>.</summary>
/// <param name="HighestModSeq">The mod-sequence of the last change, an expunge too (RFC 7162 section 3.1.2.1). It only rises.</param>
/// <param name="Subscribed">Whether the owner has subscribed to the name.</param>
public sealed record Mailbox(long Id, string Name, uint UidValidity, uint UidNext, long HighestModSeq, bool Subscribed)
{
    /// <summary>The account that owns it.</summary>
    public long AccountId { get; init; }

    /// <summary>The special use (RFC 6154), for example <c>\Sent</c>, or null.</summary>
    public string? SpecialUse { get; init; }

    /// <summary>Messages in it.</summary>
    public long MessageCount { get; init; }

    /// <summary>Octets of all its messages (STATUS SIZE).</summary>
    public long TotalSize { get; init; }

    /// <summary>MAILBOXID (RFC 8474 section 4): stays through a rename, never comes again.</summary>
    public string ObjectId => string.Create(CultureInfo.InvariantCulture, $"F{Id}");
}

/// <summary>What STATUS tells of the messages (RFC 9051 section 6.3.11).</summary>
public sealed record MailboxStatus(long Messages, long Unseen, long Deleted, long Size, uint UidNext, long HighestModSeq);

/// <summary>A mailbox of another account that an account may use (RFC 4314).</summary>
/// <param name="OwnerName">The account that owns it.</param>
/// <param name="Rights">What the asking account may do.</param>
public sealed record SharedMailbox(Mailbox Mailbox, string OwnerName, string Rights);

/// <summary>The special uses of mailboxes (RFC 6154 section 2, RFC 8457 section 3).</summary>
public static class SpecialUses
{
    /// <summary>What a mailbox can be made for: at most one mailbox of an account for each.</summary>
    public static IReadOnlyList<string> Settable { get; } = [@"\Archive", @"\Drafts", @"\Junk", @"\Sent", @"\Trash", @"\All", @"\Flagged", @"\Important"];

    /// <summary>The mailboxes that a new account has beside INBOX, with their uses.</summary>
    public static IReadOnlyList<(string Name, string SpecialUse)> OfNewAccounts { get; } =
        [("Archive", @"\Archive"), ("Drafts", @"\Drafts"), ("Junk", @"\Junk"), ("Sent", @"\Sent"), ("Trash", @"\Trash")];

    /// <summary>The use in its own letter case, or null when there is no such use.</summary>
    public static string? Canonical(string use) => Settable.FirstOrDefault(known => known.Equals(use, StringComparison.OrdinalIgnoreCase));
}
