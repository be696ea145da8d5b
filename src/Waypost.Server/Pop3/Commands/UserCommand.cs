namespace Waypost.Server.Pop3.Commands;

/// <summary>USER (RFC 1939 section 7).</summary>
internal sealed class UserCommand : IPop3Command
{
    public string Name => "USER";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => "USER";

    public string? CapabilityIn(Pop3Session session) => session.MayLogIn ? Capability : null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Trim().Length == 0)
        {
            await session.ErrAsync("USER needs a name", cancellationToken);
            return;
        }

        // The answer is the same whether the name exists (RFC 1939 section 13).
        session.UserName = argument.Trim();
        await session.OkAsync("Send PASS", cancellationToken);
    }
}
