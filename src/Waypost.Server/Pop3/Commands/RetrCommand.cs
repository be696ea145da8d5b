namespace Waypost.Server.Pop3.Commands;

/// <summary>RETR (RFC 1939 section 5).</summary>
internal sealed class RetrCommand : IPop3Command
{
    public string Name => "RETR";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        if (session.Maildrop!.Find(argument) is not { } entry)
        {
            await session.ErrAsync("No such message", cancellationToken);
        }
        else if (await session.Store.ReadContentAsync(entry.Id, cancellationToken) is not { } content)
        {
            // IMAP does not lock the maildrop, so a message can be gone.
            await session.ErrAsync("Message was removed by another session", cancellationToken);
        }
        else
        {
            await session.MessageAsync(FormattableString.Invariant($"{entry.Size} octets"), content, cancellationToken);
        }
    }
}
