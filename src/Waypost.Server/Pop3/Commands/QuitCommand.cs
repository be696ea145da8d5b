namespace Waypost.Server.Pop3.Commands;

/// <summary>QUIT (RFC 1939 section 6): the only place where messages are deleted.</summary>
internal sealed class QuitCommand : IPop3Command
{
    public string Name => "QUIT";

    public Pop3States States => Pop3States.Any;

    public string? Capability => null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        session.Ended = true;
        if (session.Maildrop is { } maildrop && maildrop.DeletedUids is { Count: > 0 } deleted)
        {
            await session.Store.ExpungeAsync(maildrop.Inbox.Id, deleted, cancellationToken);
        }

        // Before the answer, so that a client that comes right back finds the maildrop free.
        session.Maildrop?.Dispose();
        await session.OkAsync("Bye", cancellationToken);
    }
}
