using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Trial;

namespace Waypost.Server.Tests.Trial;

public sealed class TrialAnswersTests
{
    [Fact]
    public void TheDefaultsAreBindsOwn()
    {
        var settings = Read("");
        Assert.Equal((false, 1232, false), (settings.MinimalAny, settings.MaxUdpSize, settings.RequireServerCookie));
        Assert.NotNull(settings.Cookies);
        Assert.Null(settings.RateLimiter);
        Assert.Null(settings.Nsid);
    }

    [Fact]
    public void TheClausesOfTheOptionsStatementAct()
    {
        var settings = Read("minimal-any yes; max-udp-size 800; server-id \"a\"; require-server-cookie yes; rate-limit { responses-per-second 7; nxdomains-per-second 3; slip 4; exempt-clients { 192.0.2.0/24; }; };");
        Assert.Equal((true, 800, true, "61"), (settings.MinimalAny, settings.MaxUdpSize, settings.RequireServerCookie, Convert.ToHexString(settings.Nsid!)));
        var limits = settings.RateLimiter!.Settings;
        Assert.Equal((7, 3, null, 4, 15), (limits.ResponsesPerSecond, limits.NxdomainsPerSecond, limits.ErrorsPerSecond, limits.Slip, limits.Window));
        Assert.True(limits.ExemptClients.Matches(DnsPeer.ToBits([192, 0, 2, 9]), null));
    }

    [Fact]
    public void CookiesCanBeOff() => Assert.Null(Read("answer-cookie no;").Cookies);

    private static AnswerSettings Read(string clauses)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"options {{ {clauses} }};\n");
            using var log = new BindLog(TimeProvider.System);
            return new TrialAnswers(log, TimeProvider.System).Read(TrialConfiguration.Read(file, log)!);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
