using Waypost.Mail.Store;

namespace Waypost.Server.Pop3.Commands;

/// <summary>RETR (RFC 1939 section 5). A large message is read and sent in parts.</summary>
internal sealed class RetrCommand : IPop3Command
{
    private const int PartSize = 4 << 20;

    public string Name => "RETR";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        if (session.Maildrop!.Find(argument) is not { } entry)
        {
            await session.ErrAsync("No such message", cancellationToken);
            return;
        }

        var content = entry.Size <= PartSize
            ? await session.Store.ReadContentAsync(entry.Id, cancellationToken)
            : await session.Store.ReadContentAsync(entry.Id, 0, PartSize, cancellationToken);
        if (content is not { } first)
        {
            // IMAP does not lock the maildrop, so a message can be gone.
            await session.ErrAsync("Message was removed by another session", cancellationToken);
        }
        else if (first.Length >= entry.Size)
        {
            await session.MessageAsync(FormattableString.Invariant($"{entry.Size} octets"), first, cancellationToken);
        }
        else
        {
            await session.PartsAsync(FormattableString.Invariant($"{entry.Size} octets"), first, offset => ReadAsync(session.Store, entry, offset, cancellationToken), entry.Size, cancellationToken);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(IMailboxStore store, MessageEntry entry, long offset, CancellationToken cancellationToken) =>
        await store.ReadContentAsync(entry.Id, offset, PartSize, cancellationToken) is { Length: > 0 } part
            ? part
            : throw new IOException("The message was removed while it was sent.");
}
