using System.Net;
using Waypost.Dns.Cookies;
using Waypost.Dns.Serving;

namespace Waypost.Dns.Tests.Cookies;

[Trait("rfc", "9018")]
public sealed class ServerCookieTests
{
    private const string Secret = "e5e973e5a6b2a43f48e7dc849e37bfcf";
    private const string Client = "2464c4abcf10c957";

    // RFC 9018 appendix A.
    [Theory]
    [InlineData(Secret, "198.51.100.100", Client, 1559731985, CookieStatus.Unproven, "010000005cf79f111f8130c3eee29480")]
    [InlineData(Secret, "198.51.100.100", Client + "010000005cf79f111f8130c3eee29480", 1559734385, CookieStatus.Valid, "010000005cf7a871d4a564a1442aca77")]
    [InlineData(Secret, "203.0.113.203", "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5", 1559734700, CookieStatus.Unproven, "010000005cf7a9acf73a7810aca2381e")]
    [InlineData(
        "445536bcd2513298075a5d379663c962 dd3bdf9344b678b185a6f5cb60fca715", "2001:db8:220:1:59de:d0f4:8769:82b8",
        "22681ab97d52c298010000005cf7c57926556bd0934c72f8", 1559741961, CookieStatus.Valid, "010000005cf7c609a6bb79d16625507a")]
    public void TheCookiesOfTheRfcAreMadeAndTaken(string secrets, string address, string option, long now, CookieStatus status, string cookie) =>
        Assert.Equal((status, cookie), Check(secrets, address, option, now));

    [Fact]
    [Trait("rfc", "9018 section 4.2")]
    public void ReservedBytesAreHashedAsTheyCame() =>
        Assert.Equal(CookieStatus.Valid, Check(Secret, "203.0.113.203", "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5", 0x5cf78f71 + 10).Status);

    [Fact]
    [Trait("rfc", "9018 section 4.3")]
    public void AFreshCookieComesBackAsItWas() =>
        Assert.Equal((CookieStatus.Valid, "010000005cf79f111f8130c3eee29480"), Check(Secret, "198.51.100.100", Client + "010000005cf79f111f8130c3eee29480", 1559731985 + 1800));

    [Theory]
    [InlineData("198.51.100.101", 1559731985, "another address")]
    [InlineData("198.51.100.100", 1559731985 + 3601, "an hour ago")]
    [InlineData("198.51.100.100", 1559731985 - 301, "not yet")]
    public void ACookieOfAnotherAddressOrTimeProvesNothing(string address, long now, string why) =>
        Assert.True(Check(Secret, address, Client + "010000005cf79f111f8130c3eee29480", now).Status == CookieStatus.Unproven, why);

    [Theory]
    [InlineData("020000005cf79f111f8130c3eee29480", "version 2")]
    [InlineData("010000005cf79f111f8130c3eee29481", "another hash")]
    [InlineData("0100000000000000", "8 bytes")]
    [InlineData("010000005cf79f111f8130c3eee2948000", "17 bytes")]
    public void AServerCookieOfAnotherServerProvesNothing(string server, string why) =>
        Assert.True(Check(Secret, "198.51.100.100", Client + server, 1559731985).Status == CookieStatus.Unproven, why);

    [Fact]
    [Trait("rfc", "9018 section 5")]
    public void ACookieOfTheSecretThatComesNextIsTakenBeforeItIsMade()
    {
        var (_, cookie) = Check("445536bcd2513298075a5d379663c962", "192.0.2.1", Client, 1559731985);
        Assert.Equal(CookieStatus.Valid, Check(Secret + " 445536bcd2513298075a5d379663c962", "192.0.2.1", Client + cookie, 1559731990).Status);
        Assert.Equal(CookieStatus.Unproven, Check(Secret, "192.0.2.1", Client + cookie, 1559731990).Status);
    }

    [Fact]
    public void TheHashIsThatOfThePaper()
    {
        // J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", appendix A.
        byte[] bytes = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        Assert.Equal(0xa129ca6149be45e5, new SipHash(bytes).Of(bytes.AsSpan(0, 15)));
    }

    private static (CookieStatus Status, string Cookie) Check(string secrets, string address, string option, long now)
    {
        var cookies = new ServerCookies([.. secrets.Split(' ').Select(Convert.FromHexString)], new ManualTime(DateTimeOffset.FromUnixTimeSeconds(now)));
        var server = new byte[ServerCookies.ServerLength];
        return (cookies.Check(Convert.FromHexString(option), DnsPeer.ToBits(IPAddress.Parse(address)), server), Convert.ToHexStringLower(server));
    }
}
