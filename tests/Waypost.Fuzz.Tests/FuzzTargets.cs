using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Fuzz.Tests;

/// <summary>What is fuzzed: one line a parser.</summary>
internal static class FuzzTargets
{
    private const string Words = "$ORIGIN |$TTL |$INCLUDE x\n|$GENERATE 1-3 a$ A 192.0.2.$\n|${0,4,n}|\\#|\\000|\\.|(|)|\"|@|*.|IN |CH |A |AAAA |MX |TXT |SOA |NSEC3 |SVCB |LOC |NAPTR |APL |WKS |RRSIG |TYPE65280 |4294967296|99999999999";

    private static readonly string[] ZoneFiles =
    [
        "$TTL 1h\n@ IN SOA ns1 host ( 1 2h 3m\n 4w 5s ) ; c\n NS ns1\nns1 A 192.0.2.1\n AAAA 2001:db8::1\n*.w MX 10 ns1\nsub NS ns.sub\n",
        "$TTL 60\na TXT \"x\\\"y\" z\\;\nb SRV 0 0 1 a\nc CNAME b\nd DNAME e\n$ORIGIN sub\nf CAA 0 issue \"x\"\ng SVCB 1 . alpn=h2,h3 port=53 ipv4hint=192.0.2.1\n",
        "$GENERATE 1-20/3 h${1,3,x} 60 IN A 192.0.2.$\n@ 60 NAPTR 1 1 \"u\" \"s\" \"!^(.*)$!\\\\1!\" .\nl 60 LOC 51 30 12.748 N 0 7 39.611 W 0.00m\nw 60 WKS 192.0.2.1 tcp 25 80\n",
        "k 60 DNSKEY 257 3 8 AwEAAbTm\nr 60 RRSIG A 8 3 60 20300101000000 20200101000000 1 example.com. AwEA\nn 60 NSEC b A MX TYPE1234\np 60 APL 1:192.0.2.0/24 !2:2001:db8::/32\nu 60 TYPE65280 \\# 4 0a000001\n",
    ];

    private static DnsName Origin { get; } = DnsName.TryParse("example.com.", null, out DnsName? name, out _) ? name : DnsName.Root;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Messages(),
        FuzzTarget.OfText("name", ["www.example.com.", "a\\.b.\\000c", "@", ".", "xn--x.example"], "\\|.|\\256|\\.|*", Name),
        FuzzTarget.OfText("rdata text", [.. ZoneFiles.SelectMany(file => file.Split('\n')).Where(line => line.Length > 0)], Words, RdataText),
        new("rdata wire", [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(i, i).Select(b => (byte)(b * 7)).ToArray())], [[0, 0], [3, 97, 98, 99, 0], [0xc0, 0]], RdataWire),
        FuzzTarget.OfText("zone file", ZoneFiles, Words, ZoneFile),
        new("raw zone file", [Raw(ZoneFiles[0]), Raw(ZoneFiles[1])], [[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 32]], RawZone),
        ConfTargets.NamedConf,
        ConfTargets.Journals,
    ];

    private static ZoneFileOptions Options => new()
    {
        Origin = Origin,
        OutOfZone = CheckMode.Warn,
        CheckNames = CheckMode.Warn,
        MxAddress = CheckMode.Warn,
        NsAddress = CheckMode.Warn,
        NonTerminalWildcard = CheckMode.Warn,
        MaxGenerated = 1000,
        Time = TimeProvider.System,
    };

    private static FuzzTarget Messages()
    {
        ZoneTable zones = new();
        zones.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(ZoneFiles[0], "example.com.").Rrsets));
        QueryResponder responder = new(new ViewTable(zones));
        DnsPeer peer = new(UInt128.One, 5353, UInt128.One, DnsTransport.Udp);
        byte[] query = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 3, .. "ns1"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0x80, 0, 0, 0];
        byte[] response = new byte[65535];
        return new("message", [query, query[..^11], [.. query, .. query]], [[0xc0, 12], [0, 252, 0, 1], [0, 255, 0, 255], [0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8], [0x28, 0]], input =>
        {
            int length = responder.Respond(peer, input, response);
            Require(length is >= -1 and <= 65535 && (length <= 0 || length >= 12), "the response has no possible length");
            Require(length <= 0 || response[0] == input[0] && response[1] == input[1], "the response has another id");
        });
    }

    private static void Name(byte[] input)
    {
        if (DnsName.TryParse(Encoding.Latin1.GetString(input), Origin, out DnsName? name, out _))
        {
            Require(WireName.Length(name.Wire) == name.Wire.Length, "the wire form is malformed");
            Require(DnsName.TryParse(name.ToString(), null, out DnsName? again, out _) && again.Wire.SequenceEqual(name.Wire), "the name does not read back");
        }
    }

    private static void RdataText(byte[] input)
    {
        // A line of a zone file: everything behind its owner is rdata of some type.
        (Waypost.Dns.Presentation.Token[] tokens, _, Waypost.Dns.Presentation.Token end) = Waypost.Dns.Rdata.RdataText.Split(Encoding.Latin1.GetString(input));
        foreach (RdataType type in RdataRegistry.Known)
        {
            RdataBuffer wire = new();
            RdataTokens cursor = new(tokens.AsSpan(Math.Min(3, tokens.Length)), Origin, end);
            if (type.TryParse(ref cursor, wire))
            {
                Require(type.TryFormat(wire.Written, out _), $"what {type.Mnemonic} has read it does not write");
            }
        }
    }

    private static void RdataWire(byte[] input)
    {
        foreach (RdataType type in RdataRegistry.Known)
        {
            if (!type.TryFormat(input, out string text))
            {
                continue;
            }

            (Waypost.Dns.Presentation.Token[] tokens, _, Waypost.Dns.Presentation.Token end) = Waypost.Dns.Rdata.RdataText.Split(text);
            RdataTokens cursor = new(tokens, null, end);
            RdataBuffer wire = new();
            Require(type.TryParse(ref cursor, wire) && wire.Written.SequenceEqual(input), $"{type.Mnemonic} {text} does not read back: {cursor.Error}");
        }
    }

    private static void ZoneFile(byte[] input)
    {
        ZoneFileCheck read = ZoneFileCheck.Read(new MemoryStream(input), Options, _ => { });
        ContentsChecker.Check(read.Contents, Origin, new ZoneCheckOptions(), _ => { });
        string dump = Dump(read.Contents);
        ZoneFileCheck again = ZoneFileCheck.Read(new MemoryStream(Encoding.Latin1.GetBytes(dump)), new ZoneFileOptions { Origin = Origin }, _ => { });
        Require(again.LastError is null && Dump(again.Contents) == dump, $"the zone does not read back: {again.LastError}\n{dump}");
    }

    private static void RawZone(byte[] input) => ZoneFileCheck.ReadRaw(new MemoryStream(input), Options, _ => { });

    private static string Dump(ZoneContents contents)
    {
        using StringWriter text = new();
        ContentsWriter.WriteFull(contents, RecordClass.Internet, text);
        return text.ToString();
    }

    private static byte[] Raw(string file)
    {
        using MemoryStream raw = new();
        ZoneFileCheck read = ZoneFileCheck.Read(new MemoryStream(Encoding.ASCII.GetBytes(file)), Options, _ => { });
        RawZoneFile.Write(read.Contents, RecordClass.Internet, 1, 7, TimeProvider.System, raw);
        return raw.ToArray();
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException(message);
        }
    }
}
