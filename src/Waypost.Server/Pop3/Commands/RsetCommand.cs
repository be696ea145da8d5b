namespace Waypost.Server.Pop3.Commands;

/// <summary>RSET (RFC 1939 section 5).</summary>
internal sealed class RsetCommand : IPop3Command
{
    public string Name => "RSET";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        session.Maildrop!.Unmark();
        return session.OkAsync("No message is marked", cancellationToken);
    }
}
