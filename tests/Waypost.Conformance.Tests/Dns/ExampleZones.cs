using System.Net;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Dns;

/// <summary>The zones that the DNS tests ask about, loaded once from master files as a name server of today holds them.</summary>
public sealed class ExampleZones(WaypostServer server) : IAsyncLifetime
{
    /// <summary>RFC 1035 section 5 with all its freedoms: $TTL, $ORIGIN, @, blank owners, relative names, parentheses, comments.</summary>
    public const string Forward = """
        ; example.com, as it stood in /etc/bind
        $TTL 1h
        @       IN SOA  ns1 hostmaster (
                        2026112401 ; serial
                        3h         ; refresh
                        15m        ; retry
                        2w         ; expire
                        5m )       ; negative TTL
                IN NS   ns1
                IN NS   ns2.example.net.
                IN MX   10 mail
                   MX   20 mail.example.net.
                IN A    192.0.2.10
                IN TXT  "v=spf1 mx -all"
                IN CAA  0 issue "ca.example.net"
        ns1     IN A    192.0.2.1
                IN AAAA 2001:db8::1
        mail    A       192.0.2.25
        www     300 IN A 192.0.2.80
                IN 300 A 192.0.2.81
                IN AAAA 2001:db8::80
        ftp     IN CNAME www
        docs    IN CNAME ftp
        away    IN CNAME www.example.net.
        _imap._tcp IN SRV 0 1 143 mail
        *.apps  IN A    192.0.2.90
                IN TXT  "any"
        there.apps IN TXT "only text"
        below.empty.sub IN A 192.0.2.91
        ; a delegation with its glue
        lab     IN NS   ns.lab
                IN NS   ns.example.net.
        ns.lab  IN A    192.0.2.53
                IN AAAA 2001:db8::53
        $ORIGIN deep.example.com.
        $TTL 600
        a.b     IN TXT  "two" "strings; with \"quotes\""
        @       IN TXT  ( "over"
                          "lines" )
        """ + "\n";

    public const string Reverse = """
        $ORIGIN 2.0.192.in-addr.arpa.
        $TTL 3600
        @   SOA ns1.example.com. hostmaster.example.com. 1 3600 900 1209600 300
            NS  ns1.example.com.
        10  PTR example.com.
        80  PTR www.example.com.
        """ + "\n";

    public async ValueTask InitializeAsync()
    {
        (await server.Api.CreateZoneAsync("example.com", Forward)).Expect(HttpStatusCode.Created);
        (await server.Api.CreateZoneAsync("2.0.192.in-addr.arpa", Reverse)).Expect(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await server.Api.DeleteAsync("/v1/zones/example.com");
        await server.Api.DeleteAsync("/v1/zones/2.0.192.in-addr.arpa");
    }
}
