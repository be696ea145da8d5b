namespace Waypost.Mail.Store;

/// <summary>One entry of an access control list (RFC 4314 section 2).</summary>
/// <param name="Identifier">An account's name, or <c>anyone</c>; with <c>-</c> before it, rights that are taken away.</param>
/// <param name="Rights">Letters of <see cref="MailboxRight.All"/>, in that order.</param>
public sealed record AclEntry(string Identifier, string Rights);

/// <summary>The rights of RFC 4314 section 2.1.</summary>
public static class MailboxRight
{
    /// <summary>Every right: lookup, read, keep \Seen, write flags, insert, post, create below, delete the mailbox, delete messages, expunge, administer.</summary>
    public const string All = "lrswipkxtea";

    /// <summary>The longest list that a mailbox can have.</summary>
    public const int MaxEntries = 200;

    /// <summary>Letters in the order of <see cref="All"/>, each once, with <c>c</c> and <c>d</c> of RFC 2086 read as
    /// <c>kx</c> and <c>te</c>; null when one is no right.</summary>
    public static string? Normalize(string rights)
    {
        var read = rights.Replace("c", "kx", StringComparison.Ordinal).Replace("d", "te", StringComparison.Ordinal);
        return read.All(letter => All.Contains(letter, StringComparison.Ordinal)) ? string.Concat(All.Where(letter => read.Contains(letter, StringComparison.Ordinal))) : null;
    }

    /// <summary>What an account has by a list: its own entries and those of <c>anyone</c>, without what negative entries take.</summary>
    public static string Of(string accountName, IEnumerable<AclEntry> entries)
    {
        var given = new HashSet<char>();
        var taken = new HashSet<char>();
        foreach (var entry in entries)
        {
            var negative = entry.Identifier.StartsWith('-');
            var name = negative ? entry.Identifier[1..] : entry.Identifier;
            if (name.Equals(accountName, StringComparison.OrdinalIgnoreCase) || name == "anyone")
            {
                (negative ? taken : given).UnionWith(entry.Rights);
            }
        }

        return string.Concat(All.Where(letter => given.Contains(letter) && !taken.Contains(letter)));
    }
}

/// <summary>Access control lists of mailboxes. The owner has every right, whatever the list says.</summary>
public interface IMailboxRights
{
    /// <summary>The list as it was set, without the owner.</summary>
    Task<IReadOnlyList<AclEntry>> ReadAsync(long mailboxId, CancellationToken cancellationToken);

    /// <summary>Sets the rights of an identifier; empty rights remove it (SETACL, DELETEACL). False when the mailbox is
    /// gone or the list is full.</summary>
    Task<bool> SetAsync(long mailboxId, string identifier, string rights, CancellationToken cancellationToken);

    /// <summary>The rights of an account in a mailbox; empty for none.</summary>
    Task<string> ReadRightsAsync(long accountId, long mailboxId, CancellationToken cancellationToken);

    /// <summary>The mailboxes of other accounts in which the account has the right <c>l</c>, by owner and name.</summary>
    Task<IReadOnlyList<SharedMailbox>> ListSharedAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>A mailbox of another account by the owner's name, or null when there is none or the account has no right in it.</summary>
    Task<SharedMailbox?> FindSharedAsync(long accountId, string ownerName, string name, CancellationToken cancellationToken);
}
