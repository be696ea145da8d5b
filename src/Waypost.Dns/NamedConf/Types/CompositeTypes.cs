using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>Values in a row.</summary>
internal sealed class TupleType(string name, params (string Name, ConfType Type)[] fields) : ConfType(name)
{
    public TupleFields Fields { get; } = new(fields);

    public override ConfValue Parse(ConfParser parser)
    {
        var tuple = new ConfTuple(this, parser.File, parser.Line, Fields);
        for (var i = 0; i < Fields.Count; i++)
        {
            tuple.Values[i] = Fields[i].Type.Parse(parser);
        }
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var tuple = (ConfTuple)value;
        var space = false;
        for (var i = 0; i < Fields.Count; i++)
        {
            var field = tuple.Values[i];
            if (field.IsVoid)
            {
                continue;
            }
            printer.Write(space ? " " : "");
            PrintField(printer, Fields[i].Type, field);
            space = true;
        }
    }

    // A keyword's value keeps its own type, so the keyword is the field's to print.
    private static void PrintField(ConfPrinter printer, ConfType type, ConfValue value)
    {
        if (type is KeywordType)
        {
            type.Print(printer, value);
        }
        else
        {
            printer.Print(value);
        }
    }
}

/// <summary>A value, then any of some keywords with values, in any order.</summary>
internal sealed class KeywordTupleType(string name, ConfType first, string firstName, params (string Name, ConfType Type)[] keywords) : ConfType(name)
{
    public TupleFields Fields { get; } = new([(firstName, first), .. keywords]);

    public override ConfValue Parse(ConfParser parser)
    {
        var tuple = new ConfTuple(this, parser.File, parser.Line, Fields);
        tuple.Values[0] = first.Parse(parser);
        while (parser.Peek(ConfTokens.Words).Kind == ConfTokenKind.Word)
        {
            var keyword = parser.Token.Text;
            var index = Fields.Find(keyword, 1);
            if (index < 0 || tuple.Values[index] is not null)
            {
                throw parser.Fail($"unexpected '{keyword}'");
            }
            parser.Read(ConfTokens.Words);
            tuple.Values[index] = Fields[index].Type.Parse(parser);
        }
        for (var i = 1; i < Fields.Count; i++)
        {
            tuple.Values[i] ??= Void(parser);
        }
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var tuple = (ConfTuple)value;
        if (first is KeywordType)
        {
            first.Print(printer, tuple.Values[0]);
        }
        else
        {
            printer.Print(tuple.Values[0]);
        }
        for (var i = 1; i < Fields.Count; i++)
        {
            if (!tuple.Values[i].IsVoid)
            {
                printer.Write(" ").Write(Fields[i].Name).Write(" ").Print(tuple.Values[i]);
            }
        }
    }
}

/// <summary>Values in braces, each with its semicolon.</summary>
internal sealed class ListType(string name, ConfType element) : ConfType(name)
{
    public ConfType Element => element;

    public override ConfValue Parse(ConfParser parser)
    {
        parser.Special('{');
        var items = new List<ConfValue>();
        var list = new ConfList(this, parser.File, parser.Line, items);
        while (!parser.Peek(ConfTokens.Words).IsSpecial('}'))
        {
            items.Add(parser.Nested(element.Parse));
            parser.Semicolon();
        }
        parser.Special('}');
        return list;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        printer.Open();
        foreach (var item in ((ConfList)value).Items)
        {
            printer.Indent();
            printer.Print(item);
            printer.Write(";\n");
        }
        printer.Close();
    }
}

/// <summary>Strings until the semicolon.</summary>
internal sealed class SpaceListType(string name) : ConfType(name)
{
    public override ConfValue Parse(ConfParser parser)
    {
        var items = new List<ConfValue>();
        var list = new ConfList(this, parser.File, parser.Line, items);
        while (!parser.Peek(ConfTokens.Words).IsSpecial(';') && parser.Token.Kind != ConfTokenKind.EndOfFile)
        {
            items.Add(StringType.Any.Parse(parser));
        }
        return list;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var items = ((ConfList)value).Items;
        for (var i = 0; i < items.Count; i++)
        {
            printer.Write(i > 0 ? " " : "").Print(items[i]);
        }
    }
}

/// <summary>Text in braces whose meaning is its reader's own.</summary>
internal sealed class UnspecifiedTextType : ConfType
{
    private UnspecifiedTextType() : base("unspecified_text")
    {
    }

    public static UnspecifiedTextType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser) => Text(parser, parser.Braces());

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Write("{").Write(((ConfText)value).Text).Write("}");
}
