namespace Waypost.Cli.Classic;

/// <summary>Options of one letter as getopt reads them: <c>-q</c>, <c>-jq</c>, <c>-i full</c>, <c>-ifull</c>; they end at <c>--</c> or the first argument.</summary>
internal sealed class ShortOptions(string letters, IReadOnlyList<string> arguments)
{
    private int _position;
    private int _inside = 1;

    /// <summary>What stands behind the options.</summary>
    public IReadOnlyList<string> Rest => [.. arguments.Skip(_position)];

    /// <summary>The value of the option read last.</summary>
    public string Value { get; private set; } = "";

    /// <summary>What is wrong with the option read last.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads the next option; false at their end, and when <see cref="Error"/> says why not.</summary>
    public bool Next(out char option)
    {
        option = '\0';
        if (_position >= arguments.Count || arguments[_position] is not ['-', not '-' or '-', ..] || arguments[_position] == "-")
        {
            return false;
        }

        if (arguments[_position] == "--")
        {
            _position++;
            return false;
        }

        string word = arguments[_position];
        option = word[_inside++];
        int place = letters.IndexOf(option, StringComparison.Ordinal);
        if (option == ':' || place < 0)
        {
            Error = $"invalid argument -{option}";
            return false;
        }

        if (place + 1 < letters.Length && letters[place + 1] == ':')
        {
            return TakeValue(word, option);
        }

        MoveOn(word);
        return true;
    }

    private bool TakeValue(string word, char option)
    {
        Value = word[_inside..];
        (_position, _inside) = (_position + 1, 1);
        if (Value.Length > 0)
        {
            return true;
        }

        if (_position >= arguments.Count)
        {
            Error = $"option requires an argument -- {option}";
            return false;
        }

        Value = arguments[_position++];
        return true;
    }

    private void MoveOn(string word)
    {
        if (_inside >= word.Length)
        {
            (_position, _inside) = (_position + 1, 1);
        }
    }
}
