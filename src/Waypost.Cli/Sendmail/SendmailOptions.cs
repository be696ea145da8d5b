namespace Waypost.Cli.Sendmail;

/// <summary>sendmail's command line.</summary>
internal sealed class SendmailOptions
{
    // Options whose value is the rest of the word or the next word; those of the second list have it in the word or not at all.
    private const string WithValue = "ABbCDFfLMNOopRrVXh";
    private const string WithOptionalValue = "qdQe";
    private const string Ignored = "GmnUIxcsTL";

    private SendmailOptions(IReadOnlyList<string> recipients) => Recipients = recipients;

    /// <summary>m deliver, s SMTP on standard input, p list the queue, i rebuild aliases, v verify.</summary>
    public char Mode { get; private set; } = 'm';

    public IReadOnlyList<string> Recipients { get; private set; }

    /// <summary>-t: recipients are in the header.</summary>
    public bool FromHeader { get; private set; }

    /// <summary>-i: a line with a dot does not end the message.</summary>
    public bool IgnoreDots { get; private set; }

    /// <summary>-f: the reverse-path; null for the caller's own.</summary>
    public string? Sender { get; private set; }

    /// <summary>-F.</summary>
    public string? FullName { get; private set; }

    public bool Verbose { get; private set; }

    /// <summary>-Ac: the spool of submissions, not the server's queue.</summary>
    public bool SubmissionQueue { get; private set; }

    /// <summary>-oQ: another spool.</summary>
    public string? QueueDirectory { get; private set; }

    /// <summary>-q: run the queue.</summary>
    public bool RunQueue { get; private set; }

    /// <summary>-qI, -qR, -qS, -qQ with their text.</summary>
    public List<QueueSelector> Selectors { get; } = [];

    public string? ConfigurationFile { get; private set; }

    public string? Notify { get; private set; }

    public string? Return { get; private set; }

    public string? EnvelopeId { get; private set; }

    /// <summary>-om, -oem and so on: m sends errors back by mail.</summary>
    public char ErrorMode { get; private set; } = 'p';

    /// <summary>Reads the command line; null and what is wrong.</summary>
    public static SendmailOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        SendmailOptions options = new([]);
        problem = "";
        int i = 0;
        for (; i < arguments.Count && arguments[i] is ['-', _, ..] word; i++)
        {
            if (word == "--")
            {
                i++;
                break;
            }

            for (int at = 1; at < word.Length; at++)
            {
                char letter = word[at];
                bool takes = WithValue.Contains(letter, StringComparison.Ordinal);
                bool mayTake = WithOptionalValue.Contains(letter, StringComparison.Ordinal);
                string value = takes || mayTake ? word[(at + 1)..] : "";
                if (takes && value.Length == 0)
                {
                    if (++i >= arguments.Count)
                    {
                        problem = $"option requires an argument -- {letter}";
                        return null;
                    }

                    value = arguments[i];
                }

                if (options.Apply(letter, value) is { } wrong)
                {
                    problem = wrong;
                    return null;
                }

                if (takes || mayTake)
                {
                    break;
                }
            }
        }

        options.Recipients = [.. arguments.Skip(i)];
        return options;
    }

    private string? Apply(char letter, string value)
    {
        switch (letter)
        {
            case 'b':
                Mode = value[0];
                return Mode is 'm' or 's' or 'p' or 'i' or 'v' ? null
                    : Mode is 'd' or 'D' ? "the daemon is waypostd; start it by its own name or its service"
                    : $"mode -b{Mode} has no counterpart";
            case 't':
                FromHeader = true;
                return null;
            case 'i':
                IgnoreDots = true;
                return null;
            case 'f' or 'r':
                Sender = value;
                return null;
            case 'F':
                FullName = value;
                return null;
            case 'v':
                Verbose = true;
                return null;
            case 'A':
                SubmissionQueue = value == "c";
                return value is "c" or "m" ? null : $"-A{value}: it is -Ac or -Am";
            case 'C':
                // sendmail's own configuration is not read here.
                ConfigurationFile = value.EndsWith(".cf", StringComparison.Ordinal) ? null : value;
                return null;
            case 'q':
                return ApplyQueue(value);
            case 'N':
                Notify = value.ToUpperInvariant();
                return value.ToUpperInvariant().Split(',').All(word => word is "NEVER" or "SUCCESS" or "FAILURE" or "DELAY") ? null : $"-N{value}: it is never, or success, failure and delay";
            case 'R':
                Return = value.ToUpperInvariant();
                return Return is "FULL" or "HDRS" ? null : $"-R{value}: it is full or hdrs";
            case 'V':
                EnvelopeId = value;
                return null;
            case 'e':
                ErrorMode = value is [var mode, ..] ? mode : 'p';
                return null;
            case 'o' or 'O':
                return ApplySetting(letter, value);
            default:
                return WithValue.Contains(letter, StringComparison.Ordinal) || WithOptionalValue.Contains(letter, StringComparison.Ordinal) || Ignored.Contains(letter, StringComparison.Ordinal)
                    ? null
                    : $"invalid option -- {letter}";
        }
    }

    private string? ApplyQueue(string value)
    {
        RunQueue = true;
        bool negated = value is ['!', ..];
        string rest = negated ? value[1..] : value;
        if (rest is [var kind, .. var text] && kind is 'I' or 'R' or 'S' or 'Q')
        {
            Selectors.Add(new QueueSelector(rest[0], rest[1..], negated));
        }

        return null;
    }

    private string? ApplySetting(char letter, string value)
    {
        if (letter == 'O')
        {
            int equals = value.IndexOf('=', StringComparison.Ordinal);
            (string name, string text) = equals < 0 ? (value, "") : (value[..equals], value[(equals + 1)..]);
            QueueDirectory = name.Equals("QueueDirectory", StringComparison.OrdinalIgnoreCase) ? text : QueueDirectory;
            IgnoreDots |= name.Equals("IgnoreDots", StringComparison.OrdinalIgnoreCase) && text is not ['F' or 'f', ..];
            ErrorMode = name.Equals("ErrorMode", StringComparison.OrdinalIgnoreCase) && text.Length > 0 ? text[0] : ErrorMode;
            return null;
        }

        switch (value[0])
        {
            case 'i':
                IgnoreDots = true;
                break;
            case 'Q':
                QueueDirectory = value[1..];
                break;
            case 'e' when value.Length > 1:
                ErrorMode = value[1];
                break;
            case 'v':
                Verbose = true;
                break;
            case 't':
                FromHeader = true;
                break;
            default:
                break;
        }

        return null;
    }
}

/// <summary>What -qI, -qR, -qS and -qQ select by: a part of the id, a recipient, the sender, the quarantine's reason.</summary>
internal sealed record QueueSelector(char Kind, string Text, bool Negated);
