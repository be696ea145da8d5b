using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Reads the grammar's tokens (RFC 9051 section 9) out of one command, whose literals lie in the same octets.
/// The first fault is kept in <see cref="Error"/>; after it every read gives an empty value, so a command checks once, at its end.</summary>
public sealed class ImapParser(ReadOnlyMemory<byte> input)
{
    private int position;

    /// <summary>What is wrong with the command, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>True when nothing is left.</summary>
    public bool AtEnd => position >= input.Length;

    /// <summary>Whether mailbox names are UTF-8 (RFC 9051 section 5.1, RFC 6855) and not modified UTF-7.</summary>
    public bool HasUtf8Names { get; set; }

    private ReadOnlySpan<byte> Rest => input.Span[position..];

    /// <summary>Keeps the first fault.</summary>
    public void Fail(string message)
    {
        Error ??= message;
        position = input.Length;
    }

    /// <summary>True when the next octet is this character.</summary>
    public bool Next(char character) => !AtEnd && input.Span[position] == character;

    /// <summary>Takes the character when it is next.</summary>
    public bool TryTake(char character)
    {
        if (!Next(character))
        {
            return false;
        }

        position++;
        return true;
    }

    /// <summary>Takes exactly this ASCII text when it is next.</summary>
    public bool TryTakeText(string text)
    {
        var rest = Rest;
        if (rest.Length < text.Length || !Ascii.Equals(rest[..text.Length], text))
        {
            return false;
        }

        position += text.Length;
        return true;
    }

    /// <summary>Takes a character that must be next.</summary>
    public ImapParser Expect(char character)
    {
        if (!TryTake(character))
        {
            Fail(character == ' ' ? "Missing argument" : $"Expected {character}");
        }

        return this;
    }

    /// <summary>Takes the space before an argument.</summary>
    public ImapParser Space() => Expect(' ');

    /// <summary>True when the command ends here without a fault.</summary>
    public bool TryEnd()
    {
        while (TryTake(' '))
        {
        }

        if (!AtEnd)
        {
            Fail("Unexpected text after the command");
        }

        return Error is null;
    }

    /// <summary>An atom.</summary>
    public string Atom() => Run(IsAtomChar, "Expected an atom");

    /// <summary>The tag of a command: an atom without <c>+</c>.</summary>
    public string Tag() => Run(octet => octet == ']' || (IsAtomChar(octet) && octet != '+'), "Missing tag");

    /// <summary>An atom in upper case when it is next; otherwise nothing is taken and the text is empty.</summary>
    public string PeekAtom()
    {
        var rest = Rest;
        var length = 0;
        while (length < rest.Length && IsAtomChar(rest[length]))
        {
            length++;
        }

        return Encoding.ASCII.GetString(rest[..length]).ToUpperInvariant();
    }

    /// <summary>Takes a word of letters in any case when it is next, followed by no other atom character.</summary>
    public bool TryTakeWord(string word)
    {
        if (PeekAtom() != word)
        {
            return false;
        }

        position += word.Length;
        return true;
    }

    /// <summary>Everything up to one of the given characters.</summary>
    public string Until(string stops) => Run(octet => octet > ' ' && !stops.Contains((char)octet, StringComparison.Ordinal), "Missing text");

    /// <summary>An astring as octets: an atom (which may hold <c>]</c>), a quoted string or a literal.</summary>
    public ReadOnlyMemory<byte> AStringBytes() => Next('"') || Next('{')
        ? StringBytes()
        : Encoding.ASCII.GetBytes(Run(octet => IsAtomChar(octet) || octet == ']', "Expected a string"));

    /// <summary>An astring as UTF-8 text.</summary>
    public string AString() => Text(AStringBytes());

    /// <summary>A string or NIL (null).</summary>
    public string? NString() => Next('"') || Next('{') ? Text(StringBytes()) : TryTakeWord("NIL") ? null : FailText("Expected a string");

    /// <summary>An astring, literal8 or NIL (null) as octets.</summary>
    public ReadOnlyMemory<byte>? NStringBytes()
    {
        if (Next('~'))
        {
            return AnyLiteral();
        }

        // Some clients send short values as atoms.
        return TryTakeWord("NIL") ? null : AStringBytes();
    }

    /// <summary>A pattern of LIST: an astring that may hold wildcards.</summary>
    public string ListPattern() => DecodeName(Next('"') || Next('{')
        ? Text(StringBytes())
        : Run(octet => IsAtomChar(octet) || octet is (byte)']' or (byte)'*' or (byte)'%', "Expected a pattern"));

    /// <summary>The name of a mailbox, canonical.</summary>
    public string Mailbox()
    {
        var name = DecodeName(AString());
        if (Error is null && MailboxName.TryNormalize(name, out var normalized))
        {
            return normalized;
        }

        return FailText("Bad mailbox name");
    }

    /// <summary>A literal or literal8 (RFC 3516), without a copy.</summary>
    public ReadOnlyMemory<byte> AnyLiteral()
    {
        TryTake('~');
        return Literal();
    }

    /// <summary>A literal's octets, without a copy.</summary>
    public ReadOnlyMemory<byte> Literal()
    {
        Expect('{');
        var size = Number();
        TryTake('+');
        Expect('}');
        TryTake('\r');
        Expect('\n');
        if (Error is null && size <= input.Length - position)
        {
            var literal = input.Slice(position, (int)size);
            position += (int)size;
            return literal;
        }

        Fail("Bad literal");
        return default;
    }

    /// <summary>A number of 32 bits.</summary>
    public uint Number()
    {
        var begin = position;
        ulong value = 0;
        while (!AtEnd && input.Span[position] is >= (byte)'0' and <= (byte)'9' && value <= uint.MaxValue)
        {
            value = (value * 10) + input.Span[position++] - '0';
        }

        if (begin == position || value > uint.MaxValue)
        {
            Fail("Bad number");
            return 0;
        }

        return (uint)value;
    }

    /// <summary>A number of 63 bits (RFC 7162, mod-sequence-valzer).</summary>
    public long LongNumber()
    {
        var begin = position;
        ulong value = 0;
        while (!AtEnd && input.Span[position] is >= (byte)'0' and <= (byte)'9' && position - begin < 19)
        {
            value = (value * 10) + input.Span[position++] - '0';
        }

        if (begin == position || value > long.MaxValue || (!AtEnd && input.Span[position] is >= (byte)'0' and <= (byte)'9'))
        {
            Fail("Bad number");
            return 0;
        }

        return (long)value;
    }

    /// <summary>A number above zero.</summary>
    public uint NonZeroNumber()
    {
        var number = Number();
        if (number == 0)
        {
            Fail("Number must not be zero");
        }

        return number;
    }

    /// <summary>A sequence set, or <c>$</c> for the saved result (RFC 5182).</summary>
    public SequenceSet Sequence()
    {
        if (TryTake('$'))
        {
            return SequenceSet.SavedResult;
        }

        var ranges = new List<(uint, uint)>();
        do
        {
            var first = TryTake('*') ? 0 : NonZeroNumber();
            ranges.Add((first, TryTake(':') ? (TryTake('*') ? 0 : NonZeroNumber()) : first));
            if (ranges.Count > SequenceSet.MaxRanges)
            {
                Fail("Too many ranges");
            }
        }
        while (TryTake(','));
        return new(ranges);
    }

    private static bool IsAtomChar(byte octet) =>
        octet is > (byte)' ' and < 127 and not ((byte)'(' or (byte)')' or (byte)'{' or (byte)'%' or (byte)'*' or (byte)'"' or (byte)'\\' or (byte)']');

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);

    private string DecodeName(string wire)
    {
        if (HasUtf8Names)
        {
            return wire;
        }

        if (ModifiedUtf7.TryDecode(wire, out var name))
        {
            return name;
        }

        return FailText("Bad modified UTF-7");
    }

    private ReadOnlyMemory<byte> StringBytes()
    {
        if (!TryTake('"'))
        {
            return Literal();
        }

        var result = new List<byte>();
        while (!AtEnd)
        {
            var octet = input.Span[position++];
            if (octet == '"')
            {
                return result.ToArray();
            }

            if (octet == '\\' && !AtEnd)
            {
                octet = input.Span[position++];
            }

            if (octet is (byte)'\r' or (byte)'\n' or 0)
            {
                break;
            }

            result.Add(octet);
        }

        Fail("Bad quoted string");
        return default;
    }

    private string Run(Func<byte, bool> belongs, string fault)
    {
        var rest = Rest;
        var length = 0;
        while (length < rest.Length && belongs(rest[length]))
        {
            length++;
        }

        if (length == 0)
        {
            return FailText(fault);
        }

        position += length;
        return Encoding.ASCII.GetString(rest[..length]);
    }

    private string FailText(string message)
    {
        Fail(message);
        return "";
    }
}
