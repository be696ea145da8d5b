using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>A remote server: an address with a port, or the name of a list (or of a host, for dual-stack-servers).</summary>
internal sealed class RemoteElementType(string name, ConfType address, ConfType other, string expected) : ConfType(name)
{
    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Peek(ConfTokens.Quoted);
        if (!token.IsText)
        {
            throw parser.Fail(expected, Near.At);
        }
        return AddressText.TryRead(token, AddressForms.V4 | AddressForms.V6, out _) ? address.Parse(parser) : other.Parse(parser);
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Print(value);
}

/// <summary>The key of a server statement: one name, in braces or not.</summary>
internal sealed class ServerKeyType : ConfType
{
    private ServerKeyType() : base("server_key")
    {
    }

    public static ServerKeyType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        if (!parser.Peek(ConfTokens.Words).IsSpecial('{'))
        {
            return StringType.Any.Parse(parser);
        }
        parser.Special('{');
        var key = StringType.Any.Parse(parser);
        if (parser.Peek(ConfTokens.Words).IsSpecial(';'))
        {
            parser.Special(';');
        }
        parser.Special('}');
        return key;
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Print(value);
}

/// <summary>update-policy: <c>local</c>, or a list of rules.</summary>
internal sealed class UpdatePolicyType(ListType rules) : ConfType("update_policy")
{
    public override ConfValue Parse(ConfParser parser)
    {
        if (parser.Peek(ConfTokens.Quoted).IsSpecial('{'))
        {
            return rules.Parse(parser);
        }
        return parser.TryKeyword("local") ? Text(parser, "local") : throw parser.Unreadable("unexpected token");
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Write(((ConfText)value).Text);
}

/// <summary>The name that a rule of update-policy is about, which zonesub has none of.</summary>
internal sealed class UpdateRuleType(string name, TupleFields fields) : ConfType(name)
{
    public TupleFields Fields => fields;

    public override ConfValue Parse(ConfParser parser)
    {
        var tuple = new ConfTuple(this, parser.File, parser.Line, fields);
        for (var i = 0; i < fields.Count; i++)
        {
            var isName = fields[i].Name == "name";
            tuple.Values[i] = isName && ((ConfText)tuple.Values[i - 1]).Text.Equals("zonesub", StringComparison.OrdinalIgnoreCase)
                ? Void(parser)
                : fields[i].Type.Parse(parser);
        }
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var space = false;
        foreach (var part in ((ConfTuple)value).Values.Where(part => !part.IsVoid))
        {
            printer.Write(space ? " " : "").Print(part);
            space = true;
        }
    }
}

/// <summary>The policy of a response-policy zone; <c>cname</c> has a target.</summary>
internal sealed class ZonePolicyType(EnumType policy) : ConfType("policy")
{
    private static readonly TupleFields Fields = new(("policy name", StringType.Unquoted), ("cname", StringType.Any));

    public override ConfValue Parse(ConfParser parser)
    {
        var tuple = new ConfTuple(this, parser.File, parser.Line, Fields);
        tuple.Values[0] = policy.Parse(parser);
        tuple.Values[1] = parser.Token.IsWord("cname") ? StringType.Any.Parse(parser) : Void(parser);
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var tuple = (ConfTuple)value;
        printer.Print(tuple.Values[0]);
        if (!tuple.Values[1].IsVoid)
        {
            printer.Write(" ").Print(tuple.Values[1]);
        }
    }
}

/// <summary>A port or a range of ports.</summary>
internal sealed class PortRangeType : ConfType
{
    private static readonly TupleFields Fields = new(("loport", IntegerType.Instance), ("hiport", IntegerType.Instance));

    private PortRangeType() : base("portrange")
    {
    }

    public static PortRangeType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        if (parser.Peek(ConfTokens.Numbers).Kind == ConfTokenKind.Number)
        {
            return Port(parser);
        }
        if (!parser.TryKeyword("range"))
        {
            throw parser.Fail("expected integer or 'range'", Near.At);
        }
        var range = new ConfTuple(this, parser.File, parser.Line, Fields);
        range.Values[0] = Port(parser);
        range.Values[1] = Port(parser);
        var (low, high) = (((ConfNumber)range.Values[0]).Value, ((ConfNumber)range.Values[1]).Value);
        return low <= high ? range : throw parser.Fail($"low port '{low}' must not be larger than high port '{high}'");
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var range = (ConfTuple)value;
        printer.Write("range ").Print(range.Values[0]);
        printer.Write(" ").Print(range.Values[1]);
    }

    private static ConfNumber Port(ConfParser parser)
    {
        var port = (ConfNumber)IntegerType.Instance.Parse(parser);
        return port.Value < 65536 ? port : throw parser.Fail("invalid port", Near.At);
    }
}
