using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>An element of an address_match_list: a network, a key, the name of an ACL, a list in braces, or the negation of one.</summary>
internal sealed class MatchElementType : ConfType
{
    private MatchElementType() : base("address_match_element")
    {
    }

    public static MatchElementType Instance { get; } = new();

    /// <summary>An address_match_list in braces.</summary>
    public static ListType List { get; } = new("address_match_list", Instance);

    public override ConfValue Parse(ConfParser parser)
    {
        var token = parser.Peek(ConfTokens.Quoted);
        if (token.IsWord("key"))
        {
            return KeyReferenceType.Instance.Parse(parser);
        }
        if (token.IsWord("geoip"))
        {
            return GeoipType.Instance.Parse(parser);
        }
        if (token.IsText)
        {
            return AddressText.TryRead(token, AddressForms.V4 | AddressForms.V4Prefix | AddressForms.V6, out _)
                ? NetworkPrefixType.Instance.Parse(parser)
                : StringType.Any.Parse(parser);
        }
        if (token.IsSpecial('{'))
        {
            return parser.Nested(List.Parse);
        }
        if (token.IsSpecial('!'))
        {
            parser.Read(ConfTokens.Words);
            var (file, line) = (parser.File, parser.Line);
            return new ConfNegation(this, file, line, parser.Nested(Parse));
        }
        throw parser.Fail("expected IP match list element", Near.At);
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        printer.Write("!");
        printer.Print(((ConfNegation)value).Element);
    }
}

/// <summary>A TSIG key among the elements of an address_match_list.</summary>
internal sealed class KeyReferenceType : ConfType
{
    private KeyReferenceType() : base("keyref")
    {
    }

    public static KeyReferenceType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        parser.Read(ConfTokens.Words);
        var key = (ConfText)StringType.Any.Parse(parser);
        return new ConfKeyReference(this, key.File, key.Line, key.Text);
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        printer.Write("key ");
        printer.Quoted(((ConfKeyReference)value).Name);
    }
}

/// <summary>A place of the GeoIP database, which is read and never matches: no database is used.</summary>
internal sealed class GeoipType : ConfType
{
    private static readonly EnumType Subtype = new(
        "geoip_type", "area", "areacode", "asnum", "city", "continent", "country", "country3", "countryname", "domain", "isp", "metro",
        "metrocode", "netspeed", "org", "postal", "postalcode", "region", "regionname", "timezone", "tz");

    private static readonly TupleFields Fields = new(
        ("negated", VoidType.Instance), ("db", StringType.Any), ("subtype", Subtype), ("search", StringType.Any));

    private GeoipType() : base("geoip")
    {
    }

    public static GeoipType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        parser.Read(ConfTokens.Words);
        var tuple = new ConfTuple(this, parser.File, parser.Line, Fields);
        tuple.Values[0] = Void(parser);
        tuple.Values[1] = parser.TryKeyword("db") ? StringType.Any.Parse(parser) : Void(parser);
        tuple.Values[2] = Subtype.Parse(parser);
        tuple.Values[3] = StringType.Any.Parse(parser);
        return tuple;
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        foreach (var part in ((ConfTuple)value).Values)
        {
            printer.Print(part);
        }
    }
}
