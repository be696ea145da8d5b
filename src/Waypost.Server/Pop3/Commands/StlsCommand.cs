namespace Waypost.Server.Pop3.Commands;

/// <summary>STLS (RFC 2595 section 4).</summary>
internal sealed class StlsCommand : IPop3Command
{
    public string Name => "STLS";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => "STLS";

    public string? CapabilityIn(Pop3Session session) => session.CanStartTls ? Capability : null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        if (!session.CanStartTls)
        {
            await session.ErrAsync("TLS is in use already or not offered", cancellationToken);
            return;
        }

        session.StartsTls = true;
        await session.OkAsync("Begin TLS negotiation", cancellationToken);
    }
}
