using Waypost.Mail.Store;

namespace Waypost.Server.Pop3;

/// <summary>The INBOX as it was at login, numbered from 1, with the session's deletion marks.</summary>
internal sealed class Maildrop(Mailbox inbox, IReadOnlyList<MessageEntry> messages, IDisposable heldLock) : IDisposable
{
    private readonly HashSet<int> deleted = [];

    public Mailbox Inbox => inbox;

    /// <summary>Messages without a deletion mark, with their numbers.</summary>
    public IEnumerable<(int Number, MessageEntry Entry)> Present => messages.Select((entry, index) => (index + 1, entry)).Where(message => !deleted.Contains(message.Item1));

    public IReadOnlyList<uint> DeletedUids => [.. deleted.Select(number => messages[number - 1].Uid).Order()];

    /// <summary>A message by its number; null when there is none or it is marked.</summary>
    public MessageEntry? Find(string number) => Number(number) is { } found ? messages[found - 1] : null;

    public bool Mark(string number) => Number(number) is { } found && deleted.Add(found);

    public void Unmark() => deleted.Clear();

    public string UniqueId(MessageEntry entry) => FormattableString.Invariant($"{inbox.UidValidity}.{entry.Uid}");

    public void Dispose() => heldLock.Dispose();

    private int? Number(string text) =>
        int.TryParse(text.Trim(), System.Globalization.NumberStyles.None, null, out var number) && number >= 1 && number <= messages.Count && !deleted.Contains(number) ? number : null;
}
