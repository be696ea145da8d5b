namespace Waypost.Server.Pop3.Commands;

/// <summary>DELE (RFC 1939 section 5): a mark, which QUIT carries out.</summary>
internal sealed class DeleCommand : IPop3Command
{
    public string Name => "DELE";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) => session.Maildrop!.Mark(argument)
        ? session.OkAsync("Marked to be deleted", cancellationToken)
        : session.ErrAsync("No such message", cancellationToken);
}
