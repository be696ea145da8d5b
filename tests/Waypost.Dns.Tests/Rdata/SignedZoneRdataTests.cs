namespace Waypost.Dns.Tests.Rdata;

public sealed class RrsigRdataTests() : RdataTypeContract("RRSIG")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=", "0001 05 03 000151803e7c9dd73e5510d70a52076578616d706c6503636f6d00a090755ba58d1affa576f4375831b4310920e481218d18a9f164eb3d81afd3b875d3c75428631e0cf2a28d50875f70c329d7dbfafea807dc1fba1dc34c95d401f23f334ce63bfcf3f1b5b44739e5f0eded18d6b33f040a911376d173d757a9f0c1fa1798941bb0b36b2df9062790fa7f0166f2737eea907378341fb12dc0a77a")];

    protected override (string, string)[] Spellings => [("A 5 3 86400 1048354263 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=", "A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=")];

    protected override (string, string)[] Refused => [("FOO 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=", "not a record type"), ("A 5 3 86400 20031322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=", "signature expiration"), ("A 5 3 1 1 1 1 x.", "signature is missing"), ("A 5 3 86400 20030322173103 19600220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=", "1970")];
}

public sealed class NsecRdataTests() : RdataTypeContract("NSEC")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("host.example.com. A MX RRSIG NSEC TYPE1234", "04686f7374076578616d706c6503636f6d000006400100000003 041b000000000000000000000000000000000000000000000000000020")];

    protected override (string, string)[] Spellings => [("host.example.com. TYPE1234 NSEC MX A rrsig TYPE1", "host.example.com. A MX RRSIG NSEC TYPE1234")];

    protected override (string, string)[] Refused => [("host.example.com.", "types is missing"), ("x. NONE", "not a record type"), ("x. ANY", "not a record type"), ("\\# 5 0178000000", "not valid"), ("\\# 6 017800000100", "not valid")];
}

public sealed class Nsec3RdataTests() : RdataTypeContract("NSEC3")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM", "01 01 000c 04aabbccdd 14174eb2409fe28bcb4887a1836f957f0a8425e27b0007 22010000000290"), ("1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR", "01 00 0000 00 14174eb2409fe28bcb4887a1836f957f0a8425e27b")];

    protected override (string, string)[] Spellings => [("1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG", "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM")];

    protected override (string, string)[] Refused => [("1 1 12 AAB 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR", "salt"), ("1 1 12 - WXYZ", "base32hex"), ("1 1 12 - 2T7", "whole bytes"), ("1 1 12 -", "next hashed owner name is missing")];
}

public sealed class Nsec3paramRdataTests() : RdataTypeContract("NSEC3PARAM")
{
    protected override (string, string)[] Canonical => [("1 0 12 AABBCCDD", "01 00 000c 04aabbccdd"), ("1 0 0 -", "01 00 0000 00")];

    protected override (string, string)[] Refused => [("1 0 0", "salt is missing"), ("1 0 0 xy", "salt"), ("1 0 0 - -", "more than")];
}

public sealed class CsyncRdataTests() : RdataTypeContract("CSYNC")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("66 3 A NS AAAA", "00000042 0003 0004 60000008"), ("66 3", "00000042 0003")];

    protected override (string, string)[] Refused => [("66", "flags is missing"), ("66 3 FOO", "not a record type")];
}

public sealed class CertRdataTests() : RdataTypeContract("CERT")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("1 0 0 MIIC", "0001 0000 00308202")];

    protected override (string, string)[] Spellings => [("PKIX 0 0 MI IC", "1 0 0 MIIC"), ("PGP 0 RSASHA256 MIIC", "3 0 8 MIIC")];

    protected override (string, string)[] Refused => [("FOO 0 0 MIIC", "mnemonic"), ("1 0 0", "certificate is missing"), ("70000 0 0 MIIC", "65535")];
}
