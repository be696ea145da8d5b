namespace Waypost.Server.Pop3.Commands;

/// <summary>CAPA (RFC 2449 section 5).</summary>
internal sealed class CapaCommand : IPop3Command
{
    public string Name => "CAPA";

    public Pop3States States => Pop3States.Any;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) =>
        session.LinesAsync("Capability list follows", Pop3CommandTable.CapabilitiesIn(session), cancellationToken);
}
