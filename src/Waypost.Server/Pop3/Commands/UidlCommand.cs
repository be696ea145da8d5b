namespace Waypost.Server.Pop3.Commands;

/// <summary>UIDL (RFC 1939 section 7): UIDVALIDITY and UID, which name a message for ever.</summary>
internal sealed class UidlCommand : IPop3Command
{
    public string Name => "UIDL";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => "UIDL";

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var maildrop = session.Maildrop!;
        if (argument.Trim().Length == 0)
        {
            return session.LinesAsync("Unique ids follow", maildrop.Present.Select(message => FormattableString.Invariant($"{message.Number} {maildrop.UniqueId(message.Entry)}")), cancellationToken);
        }

        return maildrop.Find(argument) is { } entry
            ? session.OkAsync($"{argument.Trim()} {maildrop.UniqueId(entry)}", cancellationToken)
            : session.ErrAsync("No such message", cancellationToken);
    }
}
