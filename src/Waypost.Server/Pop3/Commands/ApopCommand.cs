namespace Waypost.Server.Pop3.Commands;

/// <summary>APOP (RFC 1939 section 7) would need passwords kept in the clear; SASL SCRAM-SHA-256 is what replaced it (RFC 8314 section 5).</summary>
internal sealed class ApopCommand : IPop3Command
{
    public string Name => "APOP";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) =>
        session.ErrAsync("[SYS/PERM] APOP is not offered; use AUTH SCRAM-SHA-256", cancellationToken);
}
