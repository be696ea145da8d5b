using System.Net;
using Waypost.Dns.Cookies;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.Differential;
using Waypost.Dns.Tests.ZoneFiles;

namespace Waypost.Dns.Tests.Cookies;

[Trait("rfc", "7873")]
public sealed class CookieAnswerTests
{
    private const string Client = "0102030405060708";

    private static readonly TestQuery Question = new("www.example.com.", 1, 1, 0, 1232, 0, 0, "", Tcp: false);

    [Fact]
    [Trait("rfc", "7873 section 5.2.3")]
    public void AClientCookieIsAnsweredWithAServerCookie()
    {
        var reply = Ask(Question with { Options = Option(Client) });
        Assert.Equal(("NoError", 1), (reply.Code, reply.Answer.Count));
        Assert.Matches($"^0 0 0 1232 000a0018{Client}01000000[0-9a-f]{{24}}$", reply.Edns);
    }

    [Theory]
    [Trait("rfc", "7873 section 5.2.2")]
    [InlineData("")]
    [InlineData("01020304050607")]
    [InlineData("010203040506070801020304050607")]
    [InlineData("01020304050607080102030405060708010203040506070801020304050607080102030405060708ff")]
    public void ACookieOfAnImpossibleLengthIsAFormatError(string cookie) => Assert.Equal("FormatError", Ask(Question with { Options = Option(cookie) }).Code);

    [Fact]
    public void ASecondCookieIsPassedOver() =>
        Assert.Contains(Client, Ask(Question with { Options = Option(Client) + Option("ff") }).Edns, StringComparison.Ordinal);

    [Fact]
    [Trait("rfc", "7873 section 5.2.3")]
    public void AServerThatRequiresCookiesAnswersWithBadCookieFirst()
    {
        var settings = Settings() with { RequireServerCookie = true };
        var refused = Ask(Question with { Options = Option(Client) }, settings);
        Assert.Equal(("BadCookie", 0), (refused.Code, refused.Answer.Count));
        var cookie = refused.Edns.Split(' ')[^1];
        Assert.Equal(("NoError", 1), Status(Ask(Question with { Options = cookie }, settings)));
        Assert.Equal(("NoError", 1), Status(Ask(Question with { Options = Option(Client), Tcp = true }, settings)));
        Assert.Equal(("NoError", 1), Status(Ask(Question, settings)));
    }

    [Fact]
    [Trait("rfc", "7873 section 5.4")]
    public void AQueryWithoutAQuestionIsAboutTheCookieAlone()
    {
        byte[] query = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 12, .. Convert.FromHexString(Option(Client))];
        var reply = Send(query, Settings());
        Assert.Equal(("NoError", "", 0), (reply.Code, reply.Question, reply.Answer.Count));
        Assert.Contains(Client, reply.Edns, StringComparison.Ordinal);
        Assert.Equal("FormatError", Send([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0], Settings()).Code);
    }

    [Fact]
    public void WithoutCookiesTheOptionIsPassedOver() => Assert.Equal("0 0 0 1232 ", Ask(Question with { Options = Option(Client) }, new AnswerSettings()).Edns);

    [Fact]
    [Trait("rfc", "6891 section 6.2.5")]
    public void RoomForTheCookieIsKeptFromTheStart()
    {
        for (var payload = 512; payload <= 1232; payload++)
        {
            var reply = Ask(new TestQuery("big.example.com.", 16, 1, 0, payload, 0, 0, Option(Client), Tcp: false));
            Assert.True(reply.Length <= payload);
            Assert.Contains(Client, reply.Edns, StringComparison.Ordinal);
        }
    }

    private static (string Code, int Answers) Status(Observed reply) => (reply.Code, reply.Answer.Count);

    private static string Option(string cookie) => $"000a{cookie.Length / 2:x4}{cookie}";

    private static AnswerSettings Settings() => new() { Cookies = new ServerCookies([new byte[16]], TimeProvider.System) };

    private static Observed Ask(TestQuery query, AnswerSettings? settings = null) => Send(query.ToWire(), settings ?? Settings(), query.Tcp);

    private static Observed Send(byte[] query, AnswerSettings settings, bool tcp = false)
    {
        var response = new byte[QueryResponder.MaxTcpPayload];
        var peer = DnsPeer.Of(new IPEndPoint(IPAddress.Loopback, 53), IPAddress.Loopback, tcp ? DnsTransport.Tcp : DnsTransport.Udp);
        return Observed.Read(response.AsSpan(0, new QueryResponder(new ViewTable(SampleZone.Table()), settings).Respond(peer, query, response)));
    }
}
