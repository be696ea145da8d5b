using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>One mailbox of <see cref="InMemoryMailboxStore"/>.</summary>
internal sealed class MemoryMailbox
{
    public required long Id { get; init; }

    public required long Account { get; init; }

    public required string Name { get; set; }

    public required uint UidValidity { get; init; }

    public string? SpecialUse { get; init; }

    public uint UidNext { get; set; } = 1;

    public long HighestModSeq { get; set; } = 1;

    public List<MemoryMessage> Messages { get; } = [];

    public List<(long ModSeq, uint Uid)> Expunged { get; } = [];

    public Mailbox Row(bool subscribed) => new(Id, Name, UidValidity, UidNext, HighestModSeq, subscribed)
    {
        AccountId = Account,
        SpecialUse = SpecialUse,
        MessageCount = Messages.Count,
        TotalSize = Messages.Sum(message => message.Entry.Size),
    };
}

/// <summary>One message of <see cref="MemoryMailbox"/>.</summary>
internal sealed class MemoryMessage
{
    public required MessageEntry Entry { get; set; }

    public required byte[] Content { get; init; }

    public required MessageSummary Summary { get; init; }
}
