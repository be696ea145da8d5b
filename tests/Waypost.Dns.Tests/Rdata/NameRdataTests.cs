namespace Waypost.Dns.Tests.Rdata;

public sealed class NsRdataTests() : RdataTypeContract("NS")
{
    protected override (string, string)[] Canonical => [("ns1.example.com.", "036e7331076578616d706c6503636f6d00"), (".", "00")];

    protected override (string, string)[] Spellings => [("ns1", "ns1.example.com."), ("@", "example.com."), (@"\110s1", "ns1")];

    protected override (string, string)[] Refused => [("", "missing"), ("a..b", "empty"), (new string('a', 64) + ".", "63"), ("a b", "more than"), (@"a\256b", "backslash")];
}

public sealed class CnameRdataTests() : RdataTypeContract("CNAME")
{
    protected override (string, string)[] Canonical => [(@"a\.b.Example.", "03612e62074578616d706c6500")];

    protected override (string, string)[] Refused => [("caf\u00e9", "A-label")];
}

public sealed class PtrRdataTests() : RdataTypeContract("PTR")
{
    protected override (string, string)[] Canonical => [(@"\032\(x\).", "04202878 2900")];

    protected override (string, string)[] Refused => [(string.Join('.', Enumerable.Repeat(new string('a', 60), 5)), "255")];
}

public sealed class MxRdataTests() : RdataTypeContract("MX")
{
    protected override (string, string)[] Canonical => [("10 mail.example.", "000a046d61696c076578616d706c6500"), ("0 .", "0000 00")];

    protected override (string, string)[] Spellings => [("10 mail", "10 mail.example.com.")];

    protected override (string, string)[] Refused => [("mail.example.", "preference"), ("65536 mail", "65535"), ("10", "exchange is missing")];
}

public sealed class SrvRdataTests() : RdataTypeContract("SRV")
{
    protected override (string, string)[] Canonical => [("0 5 5060 sip.", "0000 0005 13c4 0373697000")];

    protected override (string, string)[] Refused => [("0 5 99999 sip.", "port"), ("0 5 1", "target")];
}

public sealed class SoaRdataTests() : RdataTypeContract("SOA")
{
    protected override (string, string)[] Canonical =>
        [("ns. root. 2024010101 7200 3600 1209600 300", "026e7300 04726f6f7400 78a3f175 00001c20 00000e10 00127500 0000012c")];

    protected override (string, string)[] Spellings =>
        [("ns. root. 2024010101 2h 1h 2w 5m", "ns. root. 2024010101 7200 3600 1209600 300"), ("ns. root. ( 2024010101\n 2H ; comment\n 1h 14D 300 )", "ns. root. 2024010101 7200 3600 1209600 300")];

    protected override (string, string)[] Refused => [("ns. root. 1h 1 1 1 1", "serial"), ("ns. root. 1 1 1 1", "minimum"), ("ns. root. 1 ( 1 1 1 1", "parenthesis")];
}
