namespace Waypost.Dns.Tests.Rdata;

public sealed class LocRdataTests() : RdataTypeContract("LOC")
{
    protected override (string, string)[] Canonical => [("42 21 54.000 N 71 6 18.000 W -24.00m 30m 10000m 10m", "00 33 16 13 89172dd0 70be15f0 00988d20"), ("52 14 5.000 N 0 8 50.000 E 10.00m 0.00m 0.05m 0.90m", "00 00 50 918b3556c88008165000989a68")];

    protected override (string, string)[] Spellings => [("42 21 54 N 71 06 18 W -24m 30m", "42 21 54.000 N 71 6 18.000 W -24.00m 30m 10000m 10m"), ("42 21 54 N 71 06 18 W -24 30", "42 21 54.000 N 71 6 18.000 W -24.00m 30m 10000m 10m")];

    protected override (string, string)[] Refused => [("91 N 0 E 0", "latitude"), ("90 1 N 0 E 0", "90 degrees"), ("1 60 N 0 E 0", "minutes"), ("1 N 181 E 0", "longitude"), ("1 N 1 E", "altitude is missing"), ("1 N 1 E 99999999m", "altitude"), ("1 N 1 E 0 -1m", "size"), ("1 2 3 4 N", "degrees"), ("1 N 1 E 0 1 1 1 1", "more than")];
}

public sealed class AplRdataTests() : RdataTypeContract("APL")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("1:192.168.32.0/21 !1:192.168.38.0/28", "0001 15 03 c0a820 0001 1c 83 c0a826"), ("1:224.0.0.0/4 2:ff00::/8", "0001 04 01 e0 0002 08 01 ff"), ("", "")];

    protected override (string, string)[] Spellings => [("1:224.0.0.0/4 2:FF00:0:0:0:0:0:0:0/8", "1:224.0.0.0/4 2:ff00::/8")];

    protected override (string, string)[] Refused => [("192.0.2.0/24", "prefix"), ("3:192.0.2.0/24", "prefix"), ("1:192.0.2.0", "prefix"), ("1:192.0.2.0/33", "prefix"), ("2:192.0.2.0/24", "prefix"), ("1:192.2/24", "prefix"), ("\\# 8 0001180200000000", "not valid")];
}

public sealed class WksRdataTests() : RdataTypeContract("WKS")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("10.0.0.1 6 21 25", "0a000001 06 00000440"), ("10.0.0.1 17", "0a000001 11")];

    protected override (string, string)[] Spellings => [("10.0.0.1 TCP ( ftp smtp )", "10.0.0.1 6 21 25")];

    protected override (string, string)[] Refused => [("10.0.0.1 FOO", "mnemonic"), ("10.0.0.1 6 70000", "port"), ("10.0.0.1", "protocol is missing")];
}
