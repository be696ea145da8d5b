namespace Waypost.Dns.Tests.Rdata;

public sealed class TxtRdataTests() : RdataTypeContract("TXT")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical =>
        [("\"v=spf1 mx -all\"", "0e763d73706631206d78202d616c6c"), ("\"a;b\" \"\" \"c\\\"\\\\d\"", "03613b62 00 0463225c64"), ("\"\\000\\195\\169\"", "0300c3a9")];

    protected override (string, string)[] Spellings => [("plain", "\"plain\""), ("\"caf\u00e9\"", "\"caf\\195\\169\""), ("one two", "\"one\" \"two\"")];

    protected override (string, string)[] Refused => [("", "missing"), ("\"open", "not closed"), ('"' + new string('x', 256) + '"', "255"), ("\"\\999\"", "backslash")];
}

public sealed class CaaRdataTests() : RdataTypeContract("CAA")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("0 issue \"ca.example; x=1\"", "00056973737565 63612e6578616d706c653b20783d31"), ("128 issue \";\"", "80056973737565 3b")];

    protected override (string, string)[] Spellings => [("0 issue ca.example", "0 issue \"ca.example\"")];

    protected override (string, string)[] Refused => [("256 issue x", "flags"), ("0 is-sue x", "tag"), ("0 issue", "value is missing")];
}

public sealed class UnknownRdataTests() : RdataTypeContract("TYPE65280")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [(@"\# 3 abcdef", "abcdef"), (@"\# 0", "")];

    protected override (string, string)[] Spellings => [(@"\# 3 ab CD ef", @"\# 3 abcdef")];

    protected override (string, string)[] Refused => [("abc", "RFC 3597"), (@"\# 2 abcdef", "2 bytes"), (@"\# x ab", "length"), (@"\# 1 zz", "hexadecimal")];
}

public sealed class HinfoRdataTests() : RdataTypeContract("HINFO")
{
    protected override (string, string)[] Canonical => [("\"PC\" \"Debian 12\"", "025043 0944656269616e203132")];

    protected override (string, string)[] Spellings => [("PC \"Debian 12\"", "\"PC\" \"Debian 12\"")];

    protected override (string, string)[] Refused => [("PC", "os is missing"), ("a b c", "more than")];
}

public sealed class NaptrRdataTests() : RdataTypeContract("NAPTR")
{
    protected override (string, string)[] Canonical =>
        [("100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" .", "0064 000a 0175 074532552b736970 16 215e2e2a24217369703a6140622e6578616d706c6521 00")];

    protected override (string, string)[] Refused => [("100 10 u s !a!b!", "replacement is missing"), ("100 10 u s r .", "regexp"), ("100 10 u s !a!b!g .", "regexp"), ("100 10 u s \"!a!\\\\1!\" .", "regexp")];
}
