namespace Waypost.Dns.Tests.Rdata;

public sealed class ARdataTests() : RdataTypeContract("A")
{
    protected override (string, string)[] Canonical => [("192.0.2.1", "c0000201"), ("255.255.255.255", "ffffffff")];

    protected override (string, string)[] Refused =>
        [("192.0.2", "IPv4"), ("192.0.2.256", "IPv4"), ("0x7f.0.0.1", "IPv4"), ("192.0.2.01", "IPv4"), ("::1", "IPv4"), ("", "missing"), ("192.0.2.1 x", "more than"), (@"\# 3 c00002", "not valid")];
}

public sealed class AaaaRdataTests() : RdataTypeContract("AAAA")
{
    protected override (string, string)[] Canonical =>
        [("2001:db8::1", "20010db8000000000000000000000001"), ("::", "00000000000000000000000000000000"), ("::ffff:192.0.2.1", "00000000000000000000ffffc0000201")];

    protected override (string, string)[] Spellings => [("2001:0DB8:0:0:0:0:0:1", "2001:db8::1")];

    protected override (string, string)[] Refused => [("192.0.2.1", "IPv6"), ("fe80::1%eth0", "IPv6"), ("[::1]", "IPv6"), ("2001:db8::g", "IPv6")];
}
