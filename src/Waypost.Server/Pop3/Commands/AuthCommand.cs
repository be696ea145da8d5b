using System.Text;
using Waypost.Mail.Store;

namespace Waypost.Server.Pop3.Commands;

/// <summary>AUTH PLAIN (RFC 5034), with or without an initial response.</summary>
internal sealed class AuthCommand : IPop3Command
{
    public string Name => "AUTH";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => "SASL PLAIN";

    public string? CapabilityIn(Pop3Session session) => session.MayLogIn ? Capability : null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || !words[0].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            await session.ErrAsync("Only AUTH PLAIN is known", cancellationToken);
            return;
        }

        var response = words.Length == 2 ? words[1] : await AskAsync(session, cancellationToken);
        if (response is null or "*")
        {
            await session.ErrAsync("Authentication cancelled", cancellationToken);
        }
        else if (PlainCredentials.Parse(response) is { } credentials)
        {
            await session.LogInAsync(credentials.UserName, credentials.Password, cancellationToken);
        }
        else
        {
            await session.FailLoginAsync(cancellationToken);
        }
    }

    private static async Task<string?> AskAsync(Pop3Session session, CancellationToken cancellationToken)
    {
        await session.ContinueAsync(cancellationToken);
        return await session.ReadLineAsync(cancellationToken) is { TooLong: false } line ? Encoding.ASCII.GetString(line.Octets.Span) : null;
    }
}
