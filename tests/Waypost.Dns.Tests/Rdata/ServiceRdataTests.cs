namespace Waypost.Dns.Tests.Rdata;

public sealed class SvcbRdataTests() : RdataTypeContract("SVCB")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("0 foo.example.com.", "000003666f6f076578616d706c6503636f6d00"), ("1 .", "000100"), ("16 foo.example.com. port=53", "001003666f6f076578616d706c6503636f6d00000300020035"), ("1 foo.example.com. key667=\"hello\"", "000103666f6f076578616d706c6503636f6d00029b000568656c6c6f"), ("1 foo.example.com. key667=\"hello\\210qoo\"", "000103666f6f076578616d706c6503636f6d00029b000968656c6c6fd2716f6f"), ("1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1", "000103666f6f076578616d706c6503636f6d0000060020 20010db8000000000000000000000001 20010db8000000000000000000530001"), ("16 foo.example.org. mandatory=alpn,ipv4hint alpn=\"h2,h3-19\" ipv4hint=192.0.2.1", "001003666f6f076578616d706c65036f7267000000000400010004 00010009 026832 0568332d3139 00040004c0000201"), ("16 foo.example.org. alpn=\"f\\\\\\\\oo\\\\,bar,h2\"", "001003666f6f076578616d706c65036f7267000001000c 08665c6f6f2c626172 026832"), ("1 . alpn=\"h2\" no-default-alpn ech=AAEC dohpath=\"/q{?dns}\" ohttp key9", "0001 00 00010003026832 00020000 00050003000102 00070008 2f717b3f646e737d 00080000 00090000")];

    protected override (string, string)[] Spellings => [("1 foo.example.com. key667=hello", "1 foo.example.com. key667=\"hello\""), ("1 foo.example.com. ipv6hint=\"2001:db8::1,2001:db8::53:1\"", "1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1"), ("16 foo.example.org. (\n alpn=h2,h3-19 mandatory=ipv4hint,alpn\n ipv4hint=192.0.2.1 )", "16 foo.example.org. mandatory=alpn,ipv4hint alpn=\"h2,h3-19\" ipv4hint=192.0.2.1"), ("16 foo.example.org. alpn=f\\\\\\092oo\\092,bar,h2", "16 foo.example.org. alpn=\"f\\\\\\\\oo\\\\,bar,h2\""), ("1 . key3=\\000\\053", "1 . port=53")];

    protected override (string, string)[] Refused => [("1", "target is missing"), ("1 foo.example.com. key123=abc key123=def", "twice"), ("1 foo.example.com. mandatory", "needs a value"), ("1 foo.example.com. alpn", "needs a value"), ("1 foo.example.com. port", "needs a value"), ("1 foo.example.com. ipv4hint", "needs a value"), ("1 foo.example.com. ipv6hint", "needs a value"), ("1 foo.example.com. no-default-alpn=abc", "no value"), ("1 foo.example.com. mandatory=key123", "key123 is missing"), ("1 foo.example.com. mandatory=mandatory", "another parameter"), ("1 foo.example.com. mandatory=key123,key123 key123=abc", "twice"), ("1 foo.example.com. no-default-alpn", "needs alpn"), ("1 foo.example.com. port=65536", "port"), ("1 foo.example.com. ipv4hint=::1", "IPv4"), ("1 foo.example.com. ipv6hint=192.0.2.1", "IPv6"), ("1 foo.example.com. alpn=h2,,h3", "1 to 255"), ("1 foo.example.com. ech=*", "base64"), ("1 foo.example.com. foo=1", "not a service parameter"), ("1 foo.example.com. key065=1", "not a service parameter"), ("1 foo.example.com. key65535=1", "not a service parameter"), ("\\# 16 00010000030002003500010003026832", "not valid")];
}

public sealed class HttpsRdataTests() : RdataTypeContract("HTTPS")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("1 . alpn=\"h2,h3\" port=8443 ipv4hint=192.0.2.1,192.0.2.2", "000100 00010006 026832026833 0003000220fb 00040008c0000201c0000202")];

    protected override (string, string)[] Refused => [("1 . alpn=", "needs a value"), ("70000 .", "65535")];
}

public sealed class IpseckeyRdataTests() : RdataTypeContract("IPSECKEY")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "0a0102c0000226010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"), ("10 0 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "0a0002010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"), ("10 3 2 mygateway.example.com. AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "0a0302096d7967617465776179076578616d706c6503636f6d00010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"), ("10 2 2 2001:db8:0:8002::2000:1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "0a0202 20010db8000080020000000020000001010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"), ("10 1 0 192.0.2.38", "0a0100c0000226")];

    protected override (string, string)[] Spellings => [("10 2 2 2001:0DB8:0:8002::2000:1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "10 2 2 2001:db8:0:8002::2000:1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==")];

    protected override (string, string)[] Refused => [("10 4 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "gateway type"), ("10 0 2 x AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "type 0"), ("10 1 2 ::1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "IPv4"), ("10 1 2", "gateway is missing"), ("10 1 2 192.0.2.1 *", "base64")];
}

public sealed class HipRdataTests() : RdataTypeContract("HIP")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9+LrV4e19WzK00+CI6zBCQTdtWsuxKbWIy87UOoJTwkUs7lBu+Upr1gsNrut79ryra+bSRGQb1slImA8YVJyuIDsj7kwzG7jnERNqnWxZ48AWkskmdHaVDP4BcelrTI3rMXdXF5D", "10 02 0084200100107b1a74df365639cc39f1d57803010001b771ca136e4aeb5ce44333c53b3d2c13c22243851fc708bcce29f7e2eb5787b5f56ccad34f8223acc10904ddb56b2ec4a6d6232f3b50ea094f0914b3b941bbe529af582c36bbadefdaf2adaf9b4911906f5b2522603c615272b880ec8fb930cc6ee39c444daa75b1678f005a4b2499d1da5433f805c7a5ad3237acc5dd5c5e43"), ("2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9+LrV4e19WzK00+CI6zBCQTdtWsuxKbWIy87UOoJTwkUs7lBu+Upr1gsNrut79ryra+bSRGQb1slImA8YVJyuIDsj7kwzG7jnERNqnWxZ48AWkskmdHaVDP4BcelrTI3rMXdXF5D rvs1.example.com. rvs2.example.com.", "10 02 0084200100107b1a74df365639cc39f1d57803010001b771ca136e4aeb5ce44333c53b3d2c13c22243851fc708bcce29f7e2eb5787b5f56ccad34f8223acc10904ddb56b2ec4a6d6232f3b50ea094f0914b3b941bbe529af582c36bbadefdaf2adaf9b4911906f5b2522603c615272b880ec8fb930cc6ee39c444daa75b1678f005a4b2499d1da5433f805c7a5ad3237acc5dd5c5e430472767331076578616d706c6503636f6d000472767332076578616d706c6503636f6d00")];

    protected override (string, string)[] Refused => [("2", "host identity tag is missing"), ("2 200", "pairs"), ("2 20 *", "base64"), ("300 20 AA==", "255"), ("2 20", "public key is missing")];
}
