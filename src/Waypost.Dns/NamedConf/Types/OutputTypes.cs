using System.Globalization;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>A file that is written and rolled: of a logging channel, or of dnstap with its mode before.</summary>
internal sealed class OutputFileType(string name, EnumType? mode) : ConfType(name)
{
    private static readonly EnumOrOtherType Versions = new("logversions", IntegerType.Instance, "unlimited");
    private static readonly EnumOrOtherType LogSize = new("size", SizeType.Bytes, "default", "unlimited");
    private static readonly EnumOrOtherType TapSize = new("size_no_default", SizeType.Bytes, "unlimited");
    private static readonly EnumType Suffix = new("logsuffix", "increment", "timestamp");

    private static readonly TupleFields Fields = new(
        ("mode", VoidType.Instance), ("file", StringType.Quoted), ("versions", Versions), ("size", LogSize), ("suffix", Suffix));

    public override ConfValue Parse(ConfParser parser)
    {
        var tuple = new ConfTuple(this, parser.File, parser.Line, Fields);
        tuple.Values[0] = mode?.Parse(parser) ?? Void(parser);
        tuple.Values[1] = StringType.Quoted.Parse(parser);
        while (parser.Peek(ConfTokens.Words).Kind == ConfTokenKind.Word)
        {
            var index = Fields.Find(parser.Token.Text, 2);
            if (index < 0 || tuple.Values[index] is not null)
            {
                if (mode is null)
                {
                    // The word is taken, and what follows it is what is wrong.
                    parser.Read(ConfTokens.Words);
                    break;
                }
                throw parser.Fail(index < 0 ? "unexpected token" : $"unexpected '{parser.Token.Text}'", Near.At);
            }
            parser.Read(ConfTokens.Words);
            tuple.Values[index] = (index == 3 && mode is not null ? TapSize : Fields[index].Type).Parse(parser);
        }
        for (var i = 2; i < Fields.Count; i++)
        {
            tuple.Values[i] ??= Void(parser);
        }
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var values = ((ConfTuple)value).Values;
        printer.Print(values[0]);
        printer.Print(values[1]);
        foreach (var i in mode is null ? (ReadOnlySpan<int>)[2, 3, 4] : [3, 2, 4])
        {
            if (!values[i].IsVoid)
            {
                printer.Write(" ").Write(Fields[i].Name).Write(" ").Print(values[i]);
            }
        }
    }
}

/// <summary>The severity of a logging channel: a level, <c>debug</c> with or without a number, or <c>dynamic</c>.</summary>
internal sealed class SeverityType : ConfType
{
    private static readonly EnumType Level = new("loglevel", "critical", "error", "warning", "notice", "info", "dynamic");
    private static readonly TupleFields Fields = new(("debug", IntegerType.Instance));

    private SeverityType() : base("log_severity")
    {
    }

    public static SeverityType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        if (!parser.Peek(ConfTokens.Words).IsWord("debug"))
        {
            return Level.Parse(parser);
        }
        parser.Read(ConfTokens.Words);
        var debug = new ConfTuple(this, parser.File, parser.Line, Fields);
        debug.Values[0] = parser.Peek(ConfTokens.Numbers).Kind == ConfTokenKind.Number
            ? IntegerType.Instance.Parse(parser)
            : new ConfNumber(IntegerType.Instance, parser.File, parser.Line, 1);
        return debug;
    }

    public override void Print(ConfPrinter printer, ConfValue value) =>
        printer.Write(string.Create(CultureInfo.InvariantCulture, $"debug {((ConfNumber)((ConfTuple)value).Values[0]).Value}"));
}
