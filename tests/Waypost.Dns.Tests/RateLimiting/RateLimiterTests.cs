using System.Net;
using System.Text;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.Resolving;
using Waypost.Dns.Tests.ZoneFiles;

namespace Waypost.Dns.Tests.RateLimiting;

public sealed class RateLimiterTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void EqualAnswersAreSentAtTheRateAndThenDroppedOrTruncated()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 5 });
        Assert.Equal("SSSSSTDTDTD", Ask(limiter, 11));
    }

    [Theory]
    [InlineData(0, "SSDDDDDD")]
    [InlineData(1, "SSTTTTTT")]
    [InlineData(3, "SSTDDTDD")]
    public void SlipIsEveryHowManyDroppedResponsesAreTruncated(int slip, string verdicts) => Assert.Equal(verdicts, Ask(Limiter(new() { ResponsesPerSecond = 2, Slip = slip }), 8));

    [Fact]
    public void ADebtIsPaidOffAtTheRate()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 2, Slip = 0 });
        Assert.Equal("SSDDDD", Ask(limiter, 6));
        // Four in debt: two seconds later the balance is zero again, a second later there are two.
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("D", Ask(limiter, 1));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("SSD", Ask(limiter, 3));
    }

    [Fact]
    public void TheWindowBoundsTheDebt()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 2, Slip = 0, Window = 3 });
        Ask(limiter, 1000);
        _time.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal("SSD", Ask(limiter, 3));
    }

    [Fact]
    public void OneNetworkIsCountedTogetherAndAnotherApart()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 1, Slip = 0 });
        Assert.Equal("S", Ask(limiter, 1, "192.0.2.1"));
        Assert.Equal("D", Ask(limiter, 1, "192.0.2.200"));
        Assert.Equal("S", Ask(limiter, 1, "192.0.3.1"));
        Assert.Equal("S", Ask(limiter, 1, "2001:db8:0:1::1"));
        Assert.Equal("D", Ask(limiter, 1, "2001:db8:0:2::1"));
        Assert.Equal("S", Ask(limiter, 1, "2001:db8:0:100::1"));
    }

    [Fact]
    public void NamesTypesAndCategoriesAreCountedApartAndErrorsTogether()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 1, Slip = 0 });
        Assert.Equal("SD", Ask(limiter, 2));
        Assert.Equal("S", Ask(limiter, 1, type: 28));
        Assert.Equal("S", Ask(limiter, 1, name: "\u0003www"));
        Assert.Equal("D", Ask(limiter, 1, name: "\u0003WWW"));
        Assert.Equal("S", Ask(limiter, 1, category: ResponseCategory.NameError));
        Assert.Equal("D", Ask(limiter, 1, category: ResponseCategory.NameError, type: 99));
        Assert.Equal("S", Ask(limiter, 1, category: ResponseCategory.Error));
        Assert.Equal("D", Ask(limiter, 1, category: ResponseCategory.Error, name: "\u0001x"));
    }

    [Fact]
    public void EachCategoryHasItsRateAndNoneIsNoLimit()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 1, Slip = 0, NxdomainsPerSecond = 3, ReferralsPerSecond = 0, ErrorsPerSecond = 2 });
        Assert.Equal("SDDD", Ask(limiter, 4));
        Assert.Equal("SSSD", Ask(limiter, 4, category: ResponseCategory.NameError));
        Assert.Equal("SSSS", Ask(limiter, 4, category: ResponseCategory.Referral));
        Assert.Equal("SSDD", Ask(limiter, 4, category: ResponseCategory.Error));
        Assert.Equal("SDDD", Ask(limiter, 4, category: ResponseCategory.NoData));
    }

    [Fact]
    public void AllPerSecondCountsEverythingAndNeverSlips()
    {
        var limiter = Limiter(new() { AllPerSecond = 3, Slip = 1 });
        Assert.Equal("SS", Ask(limiter, 2));
        Assert.Equal("SDD", Ask(limiter, 3, name: "\u0001x", category: ResponseCategory.NameError));
    }

    [Fact]
    public void ExemptClientsHaveNoLimit()
    {
        Assert.True(AddressMatchList.TryParse(["192.0.2.0/24"], AclTable.Of([], []), out var exempt, out _));
        var limiter = Limiter(new() { ResponsesPerSecond = 1, Slip = 0, ExemptClients = exempt });
        Assert.Equal("SSS", Ask(limiter, 3));
        Assert.Equal("SDD", Ask(limiter, 3, "198.51.100.1"));
    }

    [Fact]
    public void LogOnlyTellsAndSends()
    {
        var told = new List<int>();
        var limiter = Limiter(new() { ResponsesPerSecond = 1, LogOnly = true });
        limiter.Limited = (_, category, debt) => told.Add(category == ResponseCategory.Answer ? debt : -1);
        Assert.Equal("SSSS", Ask(limiter, 4));
        Assert.Equal([1, 2, 3], told);
    }

    [Fact]
    public void TheRatesShrinkUnderAFlood()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 10, Slip = 0, QpsScale = 100 });
        for (var i = 0; i < 1000; i++)
        {
            Ask(limiter, 1, name: $"\u0004{i:D4}");
        }
        Assert.Equal("SD", Ask(limiter, 2));
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal("SSSSSSSSSSD", Ask(limiter, 11));
    }

    [Fact]
    public void AFullTableForgetsTheOldestAndGrowsNever()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 1, Slip = 0, MaxTableSize = 8 });
        Assert.Equal("SD", Ask(limiter, 2));
        _time.Pass(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 8; i++)
        {
            Ask(limiter, 1, name: $"\u0001{i}");
        }
        Assert.Equal("SD", Ask(limiter, 2));
    }

    [Theory]
    [InlineData("www.example.com", 1, "NoError", 1)]
    [InlineData("x.wild.example.com", 1, "NoError", 1)]
    [InlineData("a.child.example.com", 1, "NoError", 0)]
    [InlineData("www.example.com", 99, "NoError", 0)]
    [InlineData("nothere.example.com", 1, "NameError", 0)]
    [InlineData("unserved.example", 1, "Refused", 0)]
    public void AResponderDropsAndTruncatesWhatIsOverTheRate(string name, ushort type, string status, int answers)
    {
        var responder = Responder(new() { ResponsesPerSecond = 1, Slip = 2 });
        var (query, response) = (Reply.Query(name, type), new byte[1232]);
        var first = Reply.Read(response.AsSpan(0, responder.Respond(Peer("192.0.2.1"), query, response)));
        Assert.Equal((status, answers), (first.Status, first.Answer.Length));
        var second = responder.Respond(Peer("192.0.2.1"), query, response);
        // BIND's errors never slip.
        Assert.Equal(status == "Refused", second == 0);
        if (second > 0)
        {
            var slipped = Reply.Read(response.AsSpan(0, second));
            Assert.Equal((status, true, 0, 0), (slipped.Status, slipped.Flags.Contains("tc", StringComparison.Ordinal), slipped.Answer.Length, slipped.Authority.Length));
        }
        Assert.Equal(0, responder.Respond(Peer("192.0.2.1"), query, response));
        Assert.NotEqual(0, responder.Respond(Peer("192.0.2.1") with { Transport = DnsTransport.Tcp }, query, response));
    }

    [Fact]
    public void NamesThatDoNotExistInOneZoneAreCountedTogether()
    {
        var (responder, response) = (Responder(new() { NxdomainsPerSecond = 2, Slip = 0 }), new byte[1232]);
        Assert.NotEqual(0, responder.Respond(Peer("192.0.2.1"), Reply.Query("a.example.com", 1), response));
        Assert.NotEqual(0, responder.Respond(Peer("192.0.2.1"), Reply.Query("b.example.com", 28), response));
        Assert.Equal(0, responder.Respond(Peer("192.0.2.1"), Reply.Query("c.d.example.com", 1), response));
        Assert.NotEqual(0, responder.Respond(Peer("192.0.2.1"), Reply.Query("a.example.org", 1), response));
        Assert.NotEqual(0, responder.Respond(Peer("192.0.2.1"), Reply.Query("www.example.com", 1), response));
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        var (responder, response, query) = (Responder(new() { ResponsesPerSecond = 5, AllPerSecond = 50, QpsScale = 10 }), new byte[1232], Reply.Query("www.example.com", 1));
        for (var i = 0; i < 200; i++)
        {
            responder.Respond(Peer("192.0.2.1"), query, response);
        }
        var peer = Peer("192.0.2.1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            responder.Respond(peer, query, response);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task ThreadsShareTheCounters()
    {
        var limiter = Limiter(new() { ResponsesPerSecond = 100, Slip = 0 });
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Ask(limiter, 200).Count(verdict => verdict == 'S'))));
        Assert.Equal(100, sent.Sum());
    }

    private static DnsPeer Peer(string address) => DnsPeer.Of(new IPEndPoint(IPAddress.Parse(address), 5353), IPAddress.Loopback, DnsTransport.Udp);

    private static string Ask(RateLimiter limiter, int times, string address = "192.0.2.1", ushort type = 1, string name = "\u0007example", ResponseCategory category = ResponseCategory.Answer) =>
        string.Concat(Enumerable.Range(0, times).Select(_ => limiter.Check(Peer(address), category, Encoding.ASCII.GetBytes(name + "\0"), type) switch
        {
            RateLimitVerdict.Send => 'S',
            RateLimitVerdict.Drop => 'D',
            _ => 'T',
        }));

    private RateLimiter Limiter(RateLimitSettings settings) => new(settings, _time);

    private QueryResponder Responder(RateLimitSettings settings) => new(new ViewTable(SampleZone.Table()), new AnswerSettings { RateLimiter = Limiter(settings) });
}
