namespace Waypost.Server.Pop3.Commands;

/// <summary>PASS (RFC 1939 section 7). Spaces belong to the password.</summary>
internal sealed class PassCommand : IPop3Command
{
    public string Name => "PASS";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => null;

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) => session.UserName is { } userName
        ? session.LogInAsync(userName, argument, cancellationToken)
        : session.ErrAsync("Send USER first", cancellationToken);
}
