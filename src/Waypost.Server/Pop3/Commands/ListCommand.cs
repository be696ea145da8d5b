namespace Waypost.Server.Pop3.Commands;

/// <summary>LIST (RFC 1939 section 5).</summary>
internal sealed class ListCommand : IPop3Command
{
    public string Name => "LIST";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var maildrop = session.Maildrop!;
        if (argument.Trim().Length == 0)
        {
            return session.LinesAsync("Sizes follow", maildrop.Present.Select(message => FormattableString.Invariant($"{message.Number} {message.Entry.Size}")), cancellationToken);
        }

        return maildrop.Find(argument) is { } entry
            ? session.OkAsync(FormattableString.Invariant($"{argument.Trim()} {entry.Size}"), cancellationToken)
            : session.ErrAsync("No such message", cancellationToken);
    }
}
