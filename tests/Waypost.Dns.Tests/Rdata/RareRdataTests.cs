using Waypost.Dns.Rdata;

namespace Waypost.Dns.Tests.Rdata;

public sealed class KeyRdataTests() : RdataTypeContract("KEY")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("512 3 8 AwEAAbTm", "0200 03 08 030100 01b4e6"), ("49152 3 8", "c000 03 08")];

    protected override (string, string)[] Spellings => [("HOST DNSSEC RSASHA256 AwEA AbTm", "512 3 8 AwEAAbTm"), ("0x0200 3 8 AwEAAbTm", "512 3 8 AwEAAbTm")];

    protected override (string, string)[] Refused => [("512 3 8", "public key is missing"), ("512 X 8 AQ==", "protocol"), ("A|B 3 8 AQ==", "flags")];
}

public sealed class AmtrelayRdataTests() : RdataTypeContract("AMTRELAY")
{
    // A relay of type 0 is no bytes at all.
    protected override bool OpenEnded => false;

    protected override (string, string)[] Canonical =>
        [("10 0 1 192.0.2.1", "0a 01 c0000201"), ("10 1 3 relay.example.com.", "0a 83 0572656c6179 076578616d706c65 03636f6d 00"), ("10 0 0 .", "0a 00")];

    protected override (string, string)[] Refused => [("10 2 1 192.0.2.1", "0 or 1"), ("10 0 4 x", "type"), ("10 0 2 192.0.2.1", "IPv6"), ("10 0 0 x", "relay .")];
}

public sealed class A6RdataTests() : RdataTypeContract("A6")
{
    protected override (string, string)[] Canonical =>
        [("64 ::1:2:3:4 ns.example.com.", "40 0001000200030004 026e73 076578616d706c65 03636f6d 00"), ("0 2001:db8::1", "00 20010db8000000000000000000000001")];

    protected override (string, string)[] Spellings => [("64 2001:db8::1:2:3:4 ns", "64 ::1:2:3:4 ns.example.com.")];

    protected override (string, string)[] Refused => [("129 ns", "128"), ("64 x ns", "IPv6"), ("64 ::1", "prefix name is missing")];
}

public sealed class NxtRdataTests() : RdataTypeContract("NXT")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("b.example.com. A MX", "0162 076578616d706c65 03636f6d 00 4001")];

    protected override (string, string)[] Refused => [("b TYPE300", "below 128"), ("b ANY", "below 128")];
}

public sealed class DoaRdataTests() : RdataTypeContract("DOA")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical =>
        [("1 2 3 \"text/plain\" aGk=", "00000001 00000002 03 0a746578742f706c61696e 6869"), ("0 1 2 \"\" -", "00000000 00000001 02 00")];

    protected override (string, string)[] Refused => [("1 2 3 x", "data is missing"), ("1 2 300 x -", "255")];
}

public sealed class TransactionRdataTests
{
    // Neither is ever in a zone, so neither is found by its mnemonic; messages find them by code.
    [Theory]
    [Trait("rfc", "8945 section 4.2")]
    [InlineData(250, "hmac-sha256. 1700000000 300 4 AQIDBA== 4660 BADTIME 6 AAAAAAAB", "0b686d61632d73686132353600 00006553f100 012c 0004 01020304 1234 0012 0006 000000000001")]
    [InlineData(250, "hmac-sha256. 1 300 0 0 NOERROR 0", "0b686d61632d73686132353600 000000000001 012c 0000 0000 0000 0000")]
    [InlineData(249, "gss-tsig. 20200101000000 20300101000000 3 BADKEY 2 AQI= 0", "086773732d7473696700 5e0be100 70dbd880 0003 0011 0002 0102 0000")]
    public void TextAndWireRoundTrip(ushort code, string text, string hex)
    {
        var type = RdataRegistry.Find(code);
        var (tokens, _, end) = RdataText.Split(text);
        var cursor = new RdataTokens(tokens, null, end);
        var wire = new RdataBuffer();
        Assert.True(type.TryParse(ref cursor, wire), cursor.Error);
        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(wire.Written));
        Assert.True(type.TryFormat(wire.Written, out var back));
        Assert.Equal(text, back);
        for (var length = 0; length < wire.Written.Length; length++)
        {
            Assert.False(type.TryFormat(wire.Written[..length], out _));
        }
    }

    [Theory]
    [InlineData("TSIG")]
    [InlineData("TKEY")]
    [InlineData("TYPE250")]
    public void TheyAreNoRecordsOfAZone(string mnemonic) => Assert.False(RdataRegistry.TryFind(mnemonic, out _));
}
