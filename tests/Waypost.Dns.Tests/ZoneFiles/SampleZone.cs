using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.ZoneFiles;

/// <summary>A zone as an operator writes it, with one of everything.</summary>
internal static class SampleZone
{
    public const string Text = """
        ; example.com
        $TTL 1h
        @       IN SOA  ns1 hostmaster.example.com. (
                        2024010101 ; serial
                        2h         ; refresh
                        1h         ; retry
                        2w         ; expire
                        5m )       ; minimum
                IN NS   ns1
                IN NS   ns2.example.net.
                MX      10 mail
                MX      20 mx.backup.example.
                TXT     "v=spf1 mx -all"
                CAA     0 issue "ca.example"
        ns1     A       192.0.2.53
        mail    A       192.0.2.25
                AAAA    2001:db8::25
        www     300     A       192.0.2.80
                AAAA    2001:db8::80
        ftp     CNAME   www
        alias1  CNAME   alias2
        alias2  CNAME   www.example.com.
        loop1   CNAME   loop2
        loop2   CNAME   loop1
        out     CNAME   www.elsewhere.example.
        dangle  CNAME   nothere
        other   CNAME   host.example.org.
        _sip._tcp SRV   10 5 5060 sip
        sip     A       192.0.2.60
        *.wild  A       192.0.2.99
        *.wild  TXT     "from the wildcard"
        real.wild A     192.0.2.98
        a.b.ent.wild A  192.0.2.97
        *.walias CNAME  www
        child   NS      ns.child
                NS      ns.elsewhere.example.
        ns.child A      192.0.2.54
                AAAA    2001:db8::54
        big     TXT     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                TXT     "1123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                TXT     "2123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        $ORIGIN sub.example.com.
        $TTL 86400
        deep    A       192.0.2.53
        """;

    public const string OtherText = """
        $ORIGIN example.org.
        @ 60 SOA ns1.example.com. root.example.com. 1 2 3 4 60
        @ 60 NS ns1.example.com.
        host 60 A 198.51.100.7
        """;

    public static ZoneTable Table()
    {
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(Text, "example.com.").Rrsets));
        table.Publish(ZoneSnapshot.Build("example.org.", ZoneFileParser.Parse(OtherText, "example.org.").Rrsets));
        return table;
    }
}
