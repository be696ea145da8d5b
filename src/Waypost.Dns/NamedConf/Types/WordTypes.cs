using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>Nothing: an optional value that was left out, or a clause without a value.</summary>
internal sealed class VoidType : ConfType
{
    private VoidType() : base("void")
    {
    }

    public static VoidType Instance { get; } = new();

    public override bool IsVoid => true;

    public override ConfValue Parse(ConfParser parser) => Void(parser);

    public override void Print(ConfPrinter printer, ConfValue value)
    {
    }
}

/// <summary>What a string may look like in the file.</summary>
internal enum StringForm
{
    /// <summary>Quoted or not; printed quoted.</summary>
    Any,

    /// <summary>A bare word.</summary>
    Unquoted,

    /// <summary>In quotation marks.</summary>
    Quoted,

    /// <summary>A shared secret: quoted or not, and hidden by -x.</summary>
    Secret,
}

/// <summary>Strings.</summary>
internal sealed class StringType(string name, StringForm form) : ConfType(name)
{
    public static StringType Any { get; } = new("string", StringForm.Any);

    public static StringType Unquoted { get; } = new("unquoted_string", StringForm.Unquoted);

    public static StringType Quoted { get; } = new("quoted_string", StringForm.Quoted);

    public static StringType Secret { get; } = new("secret", StringForm.Secret);

    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Read(form == StringForm.Unquoted ? ConfTokens.Words : ConfTokens.Quoted);
        return form switch
        {
            StringForm.Quoted when token.Kind != ConfTokenKind.Quoted => throw parser.Fail("expected quoted string", Near.At),
            StringForm.Unquoted when token.Kind != ConfTokenKind.Word => throw parser.Fail("expected unquoted string", Near.At),
            _ when !token.IsText => throw parser.Fail("expected string", Near.At),
            _ => Text(parser, token.Text),
        };
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var text = ((ConfText)value).Text;
        if (form == StringForm.Unquoted)
        {
            printer.Write(text);
        }
        else
        {
            printer.Quoted(form == StringForm.Secret && printer.Obscure ? new string('?', text.Length) : text);
        }
    }
}

/// <summary>One of some keywords.</summary>
internal sealed class EnumType(string name, params string[] keywords) : ConfType(name)
{
    public IReadOnlyList<string> Keywords => keywords;

    public bool Accepts(ConfToken token) =>
        token.Kind == ConfTokenKind.Word && Array.Exists(keywords, keyword => token.IsWord(keyword));

    public override ConfValue Parse(ConfParser parser)
    {
        var value = (ConfText)StringType.Unquoted.Parse(parser);
        return Accepts(parser.Token) ? Text(parser, value.Text) : throw parser.Fail($"'{value.Text}' unexpected");
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Write(((ConfText)value).Text);
}

/// <summary>A keyword, or a value of another type.</summary>
internal sealed class EnumOrOtherType(string name, ConfType other, params string[] keywords) : ConfType(name)
{
    private readonly EnumType _enum = new(name, keywords);

    public ConfType Other => other;

    public IReadOnlyList<string> Keywords => keywords;

    // An optional keyword (other is void) is looked for among the words alone, quoted text is looked for as such.
    public override ConfValue Parse(ConfParser parser) =>
        _enum.Accepts(parser.Peek(ConfTokens.Quoted)) ? _enum.Parse(parser) : other.Parse(parser);

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Print(value);
}

/// <summary>A value that is there or not, told by the kind of the next token.</summary>
internal sealed class OptionalType(string name, ConfType type, ConfTokens wanted, Func<ConfToken, bool> isThere) : ConfType(name)
{
    /// <summary>A number, or nothing.</summary>
    public static OptionalType Integer { get; } =
        new("optional_integer", IntegerType.Instance, ConfTokens.Numbers, token => token.Kind == ConfTokenKind.Number);

    /// <summary>A class, or nothing.</summary>
    public static OptionalType Class { get; } =
        new("optional_class", StringType.Unquoted, ConfTokens.Words, token => token.Kind == ConfTokenKind.Word);

    /// <summary>A syslog facility, or nothing.</summary>
    public static OptionalType Facility { get; } = new("optional_facility", StringType.Any, ConfTokens.Quoted, token => token.IsText);

    /// <summary>Text in braces, or nothing.</summary>
    public static OptionalType Block { get; } =
        new("optional_unspecified_text", UnspecifiedTextType.Instance, ConfTokens.Words, token => token.IsSpecial('{'));

    public ConfType Inner => type;

    public override ConfValue Parse(ConfParser parser) => isThere(parser.Peek(wanted)) ? type.Parse(parser) : Void(parser);

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Print(value);
}

/// <summary>
/// A keyword with a value after it; the keyword may be optional. The value keeps its own type; what holds it prints it
/// through this one.
/// </summary>
internal sealed class KeywordType(string keyword, ConfType type, bool optional) : ConfType(keyword)
{
    public string Keyword => Name;

    public ConfType Inner => type;

    public bool IsOptional => optional;

    public override ConfValue Parse(ConfParser parser)
    {
        if (parser.Peek(ConfTokens.Words).IsWord(Name))
        {
            parser.Read(ConfTokens.Words);
            return type.Parse(parser);
        }
        return optional ? Void(parser) : throw parser.Fail($"expected '{Name}'", Near.At);
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        if (!value.IsVoid)
        {
            printer.Write(Name).Write(" ").Print(value);
        }
    }
}
