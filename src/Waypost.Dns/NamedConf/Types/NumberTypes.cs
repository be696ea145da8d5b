using System.Globalization;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>32-bit numbers in C's notation.</summary>
internal sealed class IntegerType : ConfType
{
    private IntegerType() : base("integer")
    {
    }

    public static IntegerType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser) =>
        parser.Read(ConfTokens.Numbers).Kind == ConfTokenKind.Number
            ? new ConfNumber(this, parser.File, parser.Line, parser.Token.Number)
            : throw parser.Fail("expected number", Near.At);

    public override void Print(ConfPrinter printer, ConfValue value) =>
        printer.Write(((ConfNumber)value).Value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Sizes in bytes with an optional K, M or G; a percentage where the place takes one.</summary>
internal sealed class SizeType(string name, bool takesPercent) : ConfType(name)
{
    public static SizeType Bytes { get; } = new("sizeval", takesPercent: false);

    public static SizeType BytesOrPercent { get; } = new("sizeval_percent", takesPercent: true);

    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Read(ConfTokens.Words);
        if (token.Kind == ConfTokenKind.Word && takesPercent && PercentageType.TryRead(token.Text, out var percent))
        {
            return new ConfPercentage(PercentageType.Instance, parser.File, parser.Line, percent);
        }
        return token.Kind == ConfTokenKind.Word && TryRead(token.Text, out var bytes)
            ? new ConfNumber(this, parser.File, parser.Line, bytes)
            : throw parser.Fail(takesPercent ? "expected integer and optional unit or percent" : "expected integer and optional unit", Near.At);
    }

    public override void Print(ConfPrinter printer, ConfValue value) =>
        printer.Write(((ConfNumber)value).Value.ToString(CultureInfo.InvariantCulture));

    private static bool TryRead(string text, out ulong bytes)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        bytes = 0;
        if (digits == 0 || text.Length - digits > 1)
        {
            return false;
        }
        if (!ulong.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out bytes))
        {
            // strtoull gives the largest number for one that is too large.
            bytes = ulong.MaxValue;
        }
        var shift = digits == text.Length ? 0 : char.ToLowerInvariant(text[digits]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => -1 };
        if (shift < 0 || bytes > ulong.MaxValue >> shift)
        {
            return false;
        }
        bytes <<= shift;
        return true;
    }
}

/// <summary>Percentages.</summary>
internal sealed class PercentageType : ConfType
{
    private PercentageType() : base("percentage")
    {
    }

    public static PercentageType Instance { get; } = new();

    public static bool TryRead(string text, out uint percent)
    {
        percent = 0;
        if (text.Length < 1 || text[^1] != '%' || text.AsSpan(0, text.Length - 1).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        if (text.Length == 1)
        {
            return true;
        }
        percent = ulong.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? (uint)value : uint.MaxValue;
        return true;
    }

    public override ConfValue Parse(ConfParser parser) =>
        parser.Read(ConfTokens.Words).Kind == ConfTokenKind.Word && TryRead(parser.Token.Text, out var percent)
            ? new ConfPercentage(this, parser.File, parser.Line, percent)
            : throw parser.Fail("expected percentage", Near.At);

    public override void Print(ConfPrinter printer, ConfValue value) =>
        printer.Write(((ConfPercentage)value).Value.ToString(CultureInfo.InvariantCulture)).Write("%");
}

/// <summary>Numbers with up to two decimals.</summary>
internal sealed class FixedPointType : ConfType
{
    private const int MaxDigits = 8;

    private FixedPointType() : base("fixedpoint")
    {
    }

    public static FixedPointType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser) =>
        parser.Read(ConfTokens.Words).Kind == ConfTokenKind.Word && TryRead(parser.Token.Text, out var hundredths)
            ? new ConfFixedPoint(this, parser.File, parser.Line, hundredths)
            : throw parser.Fail("expected fixed point number", Near.At);

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var hundredths = ((ConfFixedPoint)value).Hundredths;
        printer.Write(string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}"));
    }

    private static bool TryRead(string text, out uint hundredths)
    {
        hundredths = 0;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, decimals) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..]);
        if (whole.Length + decimals.Length == 0 || whole.Length > MaxDigits || decimals.Length > 2 ||
            whole.AsSpan().ContainsAnyExceptInRange('0', '9') || decimals.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        var value = (whole.Length == 0 ? 0 : ulong.Parse(whole, CultureInfo.InvariantCulture) * 100) +
            ulong.Parse(decimals.PadRight(2, '0'), CultureInfo.InvariantCulture);
        hundredths = (uint)value;
        return value <= uint.MaxValue;
    }
}

/// <summary>Booleans.</summary>
internal sealed class BooleanType : ConfType
{
    private BooleanType() : base("boolean")
    {
    }

    public static BooleanType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Read(ConfTokens.Words);
        bool? value = token switch
        {
            _ when token.IsWord("true") || token.IsWord("yes") || token.IsWord("1") => true,
            _ when token.IsWord("false") || token.IsWord("no") || token.IsWord("0") => false,
            _ => null,
        };
        return value is { } known ? new ConfBoolean(this, parser.File, parser.Line, known) : throw parser.Fail("boolean expected", Near.At);
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Write(((ConfBoolean)value).Value ? "yes" : "no");
}
