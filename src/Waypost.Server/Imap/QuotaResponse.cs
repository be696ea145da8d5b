using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Writes QUOTA (RFC 9208 section 5.2). One quota root, the empty name, covers all of an account's mailboxes.</summary>
internal static class QuotaResponse
{
    private const int Unit = 1024;

    public static void Write(ImapSession session, QuotaUsage usage)
    {
        var resources = new List<string>();
        if (usage.StorageLimit is { } storage)
        {
            resources.Add(FormattableString.Invariant($"STORAGE {(usage.StorageUsed + Unit - 1) / Unit} {storage / Unit}"));
        }

        if (usage.MessagesLimit is { } messages)
        {
            resources.Add(FormattableString.Invariant($"MESSAGE {usage.MessagesUsed} {messages}"));
        }

        session.Writer.Untagged($"QUOTA \"\" ({string.Join(' ', resources)})");
    }
}
