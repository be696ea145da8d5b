using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>A block of clauses in braces, with or without something that names it before; the file as a whole has no braces.</summary>
internal sealed class MapType(string name, ConfType? id, bool braces, params ClauseSet[] sets) : ConfType(name)
{
    public IReadOnlyList<ClauseSet> Sets => sets;

    public ConfType? Id => id;

    public Clause? Find(string clause)
    {
        foreach (var set in sets)
        {
            if (set.Find(clause) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    public override ConfValue Parse(ConfParser parser)
    {
        var named = id?.Parse(parser);
        if (braces)
        {
            parser.Special('{');
        }
        var map = new ConfMap(this, parser.File, parser.Line) { Id = named };
        while (parser.Read(ConfTokens.Words).Kind == ConfTokenKind.Word)
        {
            if (parser.Token.IsWord("include"))
            {
                var pattern = ((ConfText)StringType.Quoted.Parse(parser)).Text;
                parser.Semicolon();
                parser.Include(pattern);
            }
            else if (Find(parser.Token.Text) is { } clause)
            {
                ParseClause(parser, map, clause);
                parser.Semicolon();
            }
            else
            {
                parser.Fail("unknown option", Near.Bare);
                parser.Skip();
                parser.Semicolon();
            }
        }
        parser.Back();
        if (braces)
        {
            parser.Special('}');
        }
        return map;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var map = (ConfMap)value;
        if (map.Id is not null)
        {
            printer.Print(map.Id);
            printer.Write(" ");
        }
        if (braces)
        {
            printer.Open();
        }
        foreach (var clause in sets.SelectMany(set => set.Clauses))
        {
            if (map[clause.Name] is not { } found)
            {
                continue;
            }
            foreach (var one in clause.IsMultiple ? ((ConfList)found).Items : [found])
            {
                printer.Indent().Write(clause.Name).Write(" ");
                (clause.Type is KeywordType ? clause.Type : one.Type).Print(printer, one);
                printer.Write(";\n");
            }
        }
        if (braces)
        {
            printer.Close();
        }
    }

    private static void ParseClause(ConfParser parser, ConfMap map, Clause clause)
    {
        Judge(parser, clause);
        var type = clause.Type!;
        if (clause.IsMultiple)
        {
            if (map[clause.Name] is not ConfList list)
            {
                list = new ConfList(type, parser.File, parser.Line, []);
                map.Set(clause.Name, list);
            }
            ((List<ConfValue>)list.Items).Add(parser.Nested(type.Parse));
            return;
        }
        if (map[clause.Name] is not null)
        {
            throw parser.Fail($"'{clause.Name}' redefined", Near.At);
        }
        var value = parser.Nested(type.Parse);
        map.Set(clause.Name, value);
        if (clause.Status == ClauseStatus.Directory)
        {
            parser.ChangeDirectory(((ConfText)value).Text);
        }
    }

    private static void Judge(ConfParser parser, Clause clause)
    {
        switch (clause.Status)
        {
            case ClauseStatus.Ancient:
                throw parser.Fail($"option '{clause.Name}' no longer exists");
            case ClauseStatus.NotConfigured:
                throw parser.Fail($"option '{clause.Name}' was not enabled at compile time");
            case ClauseStatus.Deprecated:
                parser.Warn($"option '{clause.Name}' is deprecated", deprecation: true);
                break;
            case ClauseStatus.Obsolete:
                parser.Warn($"option '{clause.Name}' is obsolete and should be removed ");
                break;
        }
    }
}
