namespace Waypost.Server.Pop3.Commands;

/// <summary>STAT (RFC 1939 section 5).</summary>
internal sealed class StatCommand : IPop3Command
{
    public string Name => "STAT";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var present = session.Maildrop!.Present.ToList();
        return session.OkAsync(FormattableString.Invariant($"{present.Count} {present.Sum(message => message.Entry.Size)}"), cancellationToken);
    }
}
