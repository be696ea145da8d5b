namespace Waypost.Dns.Tests.Rdata;

public sealed class DsRdataTests() : RdataTypeContract("DS")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118", "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118")];

    protected override (string, string)[] Spellings =>
        [("60485 5 1 ( 2bb183af5f22588179a53b0a\n 98631fad1a292118 )", "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118")];

    protected override (string, string)[] Refused => [("60485 5 1", "digest is missing"), ("1 5 1 abc", "pairs"), ("1 5 1 zz", "hexadecimal"), ("1 300 1 aa", "255")];
}

public sealed class SshfpRdataTests() : RdataTypeContract("SSHFP")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("2 1 123456789ABCDEF67890123456789ABCDEF67890", "02 01 123456789abcdef67890123456789abcdef67890"), ("2 9 AB", "02 09 ab")];

    protected override (string, string)[] Refused => [("2 9 zz", "pairs"), ("2 1 1234", "20 bytes"), ("2 9 \"12\"", "quoted")];
}

public sealed class TlsaRdataTests() : RdataTypeContract("TLSA")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("3 1 1 D2ABDE", "03 01 01 d2abde")];

    protected override (string, string)[] Refused => [("3 1 256 aa", "matching type")];
}

public sealed class RpRdataTests() : RdataTypeContract("RP")
{
    protected override (string, string)[] Canonical => [("ann.example. .", "03616e6e076578616d706c6500 00")];

    protected override (string, string)[] Refused => [("ann.example.", "txt-dname is missing")];
}
