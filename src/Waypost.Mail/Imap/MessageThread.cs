using System.Globalization;
using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>A message and its replies; a message that is only referred to has no number (RFC 5256 section 4).</summary>
public sealed class MessageThread
{
    /// <summary>The number to name it by; null for a place without a message.</summary>
    public uint? Number { get; init; }

    /// <summary>Replies in their order.</summary>
    public List<MessageThread> Children { get; } = [];

    /// <summary>The threads of a THREAD response, each in its parentheses. Not recursive: a thread may be as long as the mailbox.</summary>
    public static string Format(IEnumerable<MessageThread> threads)
    {
        var text = new StringBuilder();
        var waiting = new Stack<(MessageThread? Thread, bool Opens)>();
        foreach (var thread in threads)
        {
            waiting.Push((thread, true));
            while (waiting.TryPop(out var next))
            {
                if (next.Thread is not { } node)
                {
                    text.Append(')');
                    continue;
                }

                if (next.Opens)
                {
                    text.Append('(');
                    waiting.Push((null, false));
                }
                else
                {
                    text.Append(' ');
                }

                if (node.Number is { } number)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{number}");
                }

                // One reply goes on in the same parentheses; several have their own.
                var own = node.Children.Count > 1 || node.Number is null;
                if (own && node.Number is not null)
                {
                    text.Append(' ');
                }

                for (var at = node.Children.Count - 1; at >= 0; at--)
                {
                    waiting.Push((node.Children[at], own));
                }
            }
        }

        return text.ToString();
    }
}
