namespace Waypost.Server.Pop3.Commands;

/// <summary>UTF8 (RFC 6856 section 2): messages come as they are in any case, so there is nothing to turn on.</summary>
internal sealed class Utf8Command : IPop3Command
{
    public string Name => "UTF8";

    public Pop3States States => Pop3States.Authorization;

    // USER: names and passwords may be in UTF-8.
    public string? Capability => "UTF8 USER";

    public Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken) => argument.Length > 0
        ? session.ErrAsync("UTF8 has no argument", cancellationToken)
        : session.OkAsync("UTF8 enabled", cancellationToken);
}
