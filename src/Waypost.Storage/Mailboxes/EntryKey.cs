namespace Waypost.Storage.Mailboxes;

/// <summary>The id of an entry: its mailbox above, its UID in the lower half. Neither comes again, so the id does not.</summary>
internal static class EntryKey
{
    public static long Of(long mailboxId, uint uid) => (mailboxId << 32) | uid;

    public static (long MailboxId, long Uid) Split(long id) => (id >> 32, id & uint.MaxValue);
}
