using System.Net;

namespace Waypost.Server.Tests.Smtp;

/// <summary>Limits of content, of commands, and of clients.</summary>
public sealed class LimitTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData("\n.\nx", 1)]
    [InlineData("\n.\r\nx", 0)]
    [InlineData("\r.\r\nx", 1)]
    [InlineData("\r.\rx", 0)]
    [InlineData("x\n.\n", 1)]
    [InlineData("x\r\n.\nMAIL FROM:<smuggled@x.test>", 1)]
    [InlineData("x\r\n.\rMAIL FROM:<smuggled@x.test>", 0)]
    [InlineData("x\r\n\r.\r\r\n", 0)]
    [Trait("Rfc", "5321-2.3.8")]
    public async Task NothingIsSmuggledPastTheEndOfContent(string text, int chunk)
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, $"EHLO c.test\r\nMAIL FROM:<x@sender.test>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n{text}\r\n.\r\nQUIT\r\n", chunk, replies =>
            Assert.Equal(["354", "554", "221"], replies[^3..].Select(reply => reply[..3])));
        Assert.Empty(smtp.Queue.Accepted);
    }

    [Theory]
    [InlineData("A: 1\r\nB: 2\r\n folded\r\nC: 3\r\n\r\nD: 4\r\n", "250")]
    [InlineData("A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n", "554")]
    [InlineData("A: 1\r\n\r\n0123456789012345678\r\n", "250")]
    [InlineData("A: 1\r\n\r\n01234567890123456789\r\n", "250")]
    [InlineData("A: 1\r\n\r\n012345678901234567890\r\n", "554")]
    public async Task ContentHasLimits(string text, string reply)
    {
        using SmtpFixture smtp = new(options => (options.MaxHeaderFields, options.MaxLineLength) = (3, 20));
        await RawSession.PlayAsync(smtp, $"EHLO c.test\r\nMAIL FROM:<x@sender.test>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n{text}.\r\nQUIT\r\n", 1, replies =>
            Assert.StartsWith(reply, replies[^2], StringComparison.Ordinal));
    }

    [Fact]
    public async Task CommandsWithoutMailAreLimited()
    {
        using SmtpFixture smtp = new(options => options.MaxJunkCommands = 3);
        await smtp.PlayAsync("S: 220 *\nC: NOOP\nS: 250 *\nC: RSET\nS: 250 *\nC: VRFY\nS: 503 *\nC: NOOP\nS: 450 4.7.0 *\nC: QUIT\nS: 221 *");
    }

    [Fact]
    public async Task TooManyCommandsAMinuteEndTheConnection()
    {
        using SmtpFixture smtp = new(options => options.MaxCommandsPerMinute = 2);
        await smtp.PlayAsync("S: 220 *\nC: NOOP\nS: 250 *\nC: NOOP\nS: 250 *\nC: NOOP\nS: 421 4.7.0 mx.test Too many commands");
    }

    [Theory]
    [InlineData(1, 9, "192.0.2.7", "421 4.3.2 *")]
    [InlineData(1, 9, "192.0.2.8", "220 *")]
    [InlineData(9, 1, "192.0.2.8", "421 4.3.2 *")]
    [InlineData(9, 1, "192.0.3.8", "220 *")]
    public async Task ConnectionsAreLimitedByClientAndNetwork(int perClient, int perNetwork, string second, string greeting)
    {
        using SmtpFixture smtp = new(options => (options.MaxConnectionsPerClient, options.MaxConnectionsPerNetwork, options.LookUpClientNames) = (perClient, perNetwork, false));
        await WhileConnectedAsync(smtp, () => smtp.PlayAsync($"S: {greeting}{(greeting[0] == '2' ? "\nC: QUIT\nS: 221 *" : "")}", client: IPAddress.Parse(second)));
        await smtp.PlayAsync("S: 220 *\nC: QUIT\nS: 221 *", client: IPAddress.Parse(second));
    }

    [Fact]
    public async Task AccessEntriesLimitConnectionsAndTheirRate()
    {
        using SmtpFixture smtp = new(options => options.LookUpClientNames = false);
        smtp.Change(tables => tables with { AccessEntries = tables.AccessEntries.Add("ClientConn:192.0.2.7", "1").Add("ClientRate:192.0.2.8", "2") });
        await WhileConnectedAsync(smtp, () => smtp.PlayAsync("S: 421 4.3.2 Too many open connections.", client: Elsewhere));
        IPAddress fast = IPAddress.Parse("192.0.2.8");
        await smtp.PlayAsync("S: 220 *\nC: QUIT\nS: 221 *", client: fast);
        await smtp.PlayAsync("S: 220 *\nC: QUIT\nS: 221 *", client: fast);
        await smtp.PlayAsync("S: 421 4.3.2 Connection rate limit exceeded.", client: fast);
    }

    [Fact]
    public async Task WhoSpeaksBeforeTheGreetingIsTurnedAway()
    {
        using SmtpFixture smtp = new(options => options.GreetingDelay = TimeSpan.FromMinutes(5));
        await smtp.PlayAsync("C: EHLO early.test\nS: 554 mx.test not accepting messages*");
    }

    [Fact]
    public async Task WhoWaitsForTheGreetingIsWelcome()
    {
        using SmtpFixture smtp = new();
        smtp.Change(tables => tables with { AccessEntries = tables.AccessEntries.Add("GreetPause:127.0.0.1", "20") });
        await smtp.PlayAsync("S: 220 *\nC: QUIT\nS: 221 *");
    }

    // A connection that is greeted, and stays until the other is done.
    private static async Task WhileConnectedAsync(SmtpFixture smtp, Func<Task> other)
    {
        System.IO.Pipelines.Pipe toServer = new(), toClient = new();
        Microsoft.AspNetCore.Connections.DefaultConnectionContext context = new("held", new Duplex(toServer.Reader, toClient.Writer), new Duplex(toClient.Reader, toServer.Writer))
        {
            RemoteEndPoint = new IPEndPoint(Elsewhere, 4000),
        };
        Task held = smtp.ServeAsync(context);
        await toClient.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await other();
        await toServer.Writer.CompleteAsync();
        await toClient.Reader.CompleteAsync();
        await held;
    }

    private sealed record Duplex(System.IO.Pipelines.PipeReader Input, System.IO.Pipelines.PipeWriter Output) : System.IO.Pipelines.IDuplexPipe;
}
