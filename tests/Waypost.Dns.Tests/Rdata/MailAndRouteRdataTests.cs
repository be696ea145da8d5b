namespace Waypost.Dns.Tests.Rdata;

public sealed class DnameRdataTests() : RdataTypeContract("DNAME")
{
    protected override (string, string)[] Canonical => [("frobozz.example.", "0766726f626f7a7a076578616d706c6500")];

    protected override (string, string)[] Spellings => [("x", "x.example.com.")];

    protected override (string, string)[] Refused => [("", "target is missing"), ("a..b", "empty"), ("a. b.", "more than")];
}

public sealed class SpfRdataTests() : RdataTypeContract("SPF")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("\"v=spf1 -all\"", "0b763d73706631202d616c6c")];

    protected override (string, string)[] Spellings => [("x", "\"x\"")];

    protected override (string, string)[] Refused => [("", "missing")];
}

public sealed class AfsdbRdataTests() : RdataTypeContract("AFSDB")
{
    protected override (string, string)[] Canonical => [("1 bigbird.toaster.", "0001 076269676269726407746f617374657200")];

    protected override (string, string)[] Refused => [("65536 x", "65535"), ("1", "hostname is missing")];
}

public sealed class KxRdataTests() : RdataTypeContract("KX")
{
    protected override (string, string)[] Canonical => [("10 kx.example.", "000a 026b78076578616d706c6500")];

    protected override (string, string)[] Refused => [("10", "exchanger is missing")];
}

public sealed class RtRdataTests() : RdataTypeContract("RT")
{
    protected override (string, string)[] Canonical => [("2 relay.prime.com.", "0002 0572656c6179057072696d6503636f6d00")];

    protected override (string, string)[] Refused => [("2", "intermediate-host is missing")];
}

public sealed class PxRdataTests() : RdataTypeContract("PX")
{
    protected override (string, string)[] Canonical => [("50 net2.it. PRMD-net2.ADMD-p400.C-it.", "0032 046e657432026974000950524d442d6e6574320941444d442d7034303004432d697400")];

    protected override (string, string)[] Refused => [("50 net2.it.", "mapx400 is missing")];
}

public sealed class MbRdataTests() : RdataTypeContract("MB")
{
    protected override (string, string)[] Canonical => [("mail.example.", "046d61696c076578616d706c6500")];

    protected override (string, string)[] Refused => [("", "missing")];
}

public sealed class MgRdataTests() : RdataTypeContract("MG")
{
    protected override (string, string)[] Canonical => [("ann.example.", "03616e6e076578616d706c6500")];

    protected override (string, string)[] Refused => [("", "missing")];
}

public sealed class MrRdataTests() : RdataTypeContract("MR")
{
    protected override (string, string)[] Canonical => [("bob.example.", "03626f62076578616d706c6500")];

    protected override (string, string)[] Refused => [("", "missing")];
}

public sealed class MinfoRdataTests() : RdataTypeContract("MINFO")
{
    protected override (string, string)[] Canonical => [("owner.example. errors.example.", "056f776e6572076578616d706c6500066572726f7273076578616d706c6500")];

    protected override (string, string)[] Refused => [("owner.example.", "emailbx is missing")];
}
