using System.Globalization;
using Waypost.Mail.Pop3;

namespace Waypost.Server.Pop3.Commands;

/// <summary>TOP (RFC 1939 section 7).</summary>
internal sealed class TopCommand : IPop3Command
{
    public string Name => "TOP";

    public Pop3States States => Pop3States.Transaction;

    public string? Capability => "TOP";

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lines))
        {
            await session.ErrAsync("TOP needs a message and a number of lines", cancellationToken);
        }
        else if (session.Maildrop!.Find(words[0]) is not { } entry)
        {
            await session.ErrAsync("No such message", cancellationToken);
        }
        else if (await session.Store.ReadContentAsync(entry.Id, cancellationToken) is not { } content)
        {
            await session.ErrAsync("Message was removed by another session", cancellationToken);
        }
        else
        {
            await session.MessageAsync("Top of message follows", MultiLineWriter.Top(content, lines), cancellationToken);
        }
    }
}
