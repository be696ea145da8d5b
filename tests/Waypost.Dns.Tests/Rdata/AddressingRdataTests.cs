namespace Waypost.Dns.Tests.Rdata;

public sealed class L32RdataTests() : RdataTypeContract("L32")
{
    protected override (string, string)[] Canonical => [("10 10.1.2.0", "000a 0a010200")];

    protected override (string, string)[] Refused => [("10 10.1.2", "IPv4"), ("10 ::1", "IPv4")];
}

public sealed class L64RdataTests() : RdataTypeContract("L64")
{
    protected override (string, string)[] Canonical => [("10 2001:db8:1140:1000", "000a 20010db811401000")];

    protected override (string, string)[] Spellings => [("10 2001:0DB8:1140:1000", "10 2001:db8:1140:1000")];

    protected override (string, string)[] Refused => [("10 2001:db8::1000", "four groups"), ("10 2001:db8:1140", "four groups"), ("10 2001:db8:1140:12345", "four groups")];
}

public sealed class NidRdataTests() : RdataTypeContract("NID")
{
    protected override (string, string)[] Canonical => [("10 14:4fff:ff20:ee64", "000a 00144fffff20ee64")];

    protected override (string, string)[] Spellings => [("10 0014:4fff:ff20:ee64", "10 14:4fff:ff20:ee64")];

    protected override (string, string)[] Refused => [("10", "missing"), ("10 g:1:1:1", "hexadecimal")];
}

public sealed class LpRdataTests() : RdataTypeContract("LP")
{
    protected override (string, string)[] Canonical => [("10 l64-subnet1.example.com.", "000a 0b6c36342d7375626e657431076578616d706c6503636f6d00")];

    protected override (string, string)[] Refused => [("10", "fqdn is missing")];
}

public sealed class Eui48RdataTests() : RdataTypeContract("EUI48")
{
    protected override (string, string)[] Canonical => [("00-00-5e-00-53-2a", "00005e00532a")];

    protected override (string, string)[] Spellings => [("00-00-5E-00-53-2A", "00-00-5e-00-53-2a")];

    protected override (string, string)[] Refused => [("00-00-5e-00-53", "6 pairs"), ("00:00:5e:00:53:2a", "hyphens"), ("00-00-5e-00-53-2g", "6 pairs"), ("-00-5e-00-53-2a", "6 pairs")];
}

public sealed class Eui64RdataTests() : RdataTypeContract("EUI64")
{
    protected override (string, string)[] Canonical => [("00-00-5e-ef-10-00-00-2a", "00005eef1000002a")];

    protected override (string, string)[] Refused => [("00-00-5e-00-53-2a", "8 pairs")];
}

public sealed class X25RdataTests() : RdataTypeContract("X25")
{
    protected override (string, string)[] Canonical => [("\"311061700956\"", "0c333131303631373030393536")];

    protected override (string, string)[] Spellings => [("311061700956", "\"311061700956\"")];

    protected override (string, string)[] Refused => [("311", "four digits"), ("31106170095x", "four digits")];
}

public sealed class IsdnRdataTests() : RdataTypeContract("ISDN")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("\"150862028003217\" \"004\"", "0f31353038363230323830303332313703303034"), ("\"150862028003217\"", "0f313530383632303238303033323137")];

    protected override (string, string)[] Spellings => [("150862028003217 004", "\"150862028003217\" \"004\"")];

    protected override (string, string)[] Refused => [("", "missing"), ("1 2 3", "more than")];
}

public sealed class GposRdataTests() : RdataTypeContract("GPOS")
{
    protected override (string, string)[] Canonical => [("\"-32.6882\" \"116.8652\" \"10.0\"", "082d33322e36383832083131362e383635320431302e30")];

    protected override (string, string)[] Spellings => [("-32.6882 116.8652 10.0", "\"-32.6882\" \"116.8652\" \"10.0\"")];

    protected override (string, string)[] Refused => [("0 0", "altitude is missing"), ("x 0 0", "decimal")];
}

public sealed class NsapRdataTests() : RdataTypeContract("NSAP")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("0x47000580005a0000000001e133ffffff00016100", "47000580005a0000000001e133ffffff00016100")];

    protected override (string, string)[] Spellings => [("0x47.0005.80.005a00.0000.0001.e133.ffffff000161.00", "0x47000580005a0000000001e133ffffff00016100")];

    protected override (string, string)[] Refused => [("47.0005", "0x"), ("0x470", "pairs"), ("0x", "pairs"), ("0x4g", "pairs")];
}

public sealed class UriRdataTests() : RdataTypeContract("URI")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("10 1 \"ftp://ftp1.example.com/public\"", "000a 0001 6674703a2f2f667470312e6578616d706c652e636f6d2f7075626c6963")];

    protected override (string, string)[] Refused => [("10 1", "target is missing"), ("10 1 \"\"", "empty")];
}
