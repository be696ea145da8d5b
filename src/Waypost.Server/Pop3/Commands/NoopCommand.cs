namespace Waypost.Server.Pop3.Commands;

/// <summary>NOOP (RFC 1939 section 5).</summary>
internal sealed class NoopCommand : IPop3Command
{
    public string Name => "NOOP";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) => session.OkAsync("Done", cancellationToken);
}
