using System.Text;
using MimeKit;
using Waypost.Mail.Queue;
using Waypost.Testing;
using Waypost.Testing.Mail;

namespace Waypost.Server.Tests.Delivery;

[Trait("Rfc", "3461")]
public sealed class NoticeTests
{
    private static readonly byte[] Content = Encoding.Latin1.GetBytes("Subject: the original\r\n\r\n.text\r\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static QueueRecipient Remote(string address, DsnNotify? notify = null) => new(address, null, address) { Notify = notify };

    private static AcceptedMessage Message(params QueueRecipient[] recipients) => new("ann@example.com", recipients, Content);

    private static async Task<MultipartReport> ReportAsync(DeliveryFixture delivery, int index = 1)
    {
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Accepted.Count > index);
        AcceptedMessage notice = delivery.Queue.Accepted[index].Message;
        Assert.Equal("", notice.ReversePath);
        return Assert.IsType<MultipartReport>(MimeMessage.Load(new MemoryStream(notice.Content.ToArray())).Body);
    }

    private static HeaderListCollection Status(MultipartReport report) => new(Assert.IsType<MessageDeliveryStatus>(report[1]).StatusGroups);

    [Fact]
    [Trait("Rfc", "3464")]
    public async Task AllFailuresOfARoundAreInOneReport()
    {
        await using SmtpSink sink = new("550 5.1.1 no");
        sink.RcptReplies["good@a.test"] = "250 ok";
        await using DeliveryFixture delivery = new(sink.Port);
        QueueRecipient first = Remote("a@a.test") with { OriginalRecipient = "rfc822;list@old.test" };
        await delivery.Queue.EnqueueAsync(Message(first, Remote("b@b.test"), Remote("good@a.test"), Remote("never@a.test", DsnNotify.Never)) with { EnvelopeId = "env-1" }, Token);
        await delivery.StartAsync();
        MultipartReport report = await ReportAsync(delivery);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count >= 4);
        Assert.Equal(2, delivery.Queue.Accepted.Count);
        HeaderListCollection status = Status(report);
        Assert.Equal(("env-1", "dns; mx.test"), (status[0]["Original-Envelope-Id"], status[0]["Reporting-MTA"]));
        Assert.Equal(["rfc822; a@a.test", "rfc822; b@b.test"], status.Skip(1).Select(group => group["Final-Recipient"]).Order());
        Assert.Equal("rfc822; list@old.test", status.Single(group => group["Final-Recipient"] == "rfc822; a@a.test")["Original-Recipient"]);
        Assert.All(status.Skip(1), group => Assert.Equal(("failed", "5.1.1", "smtp; 550 5.1.1 no"), (group["Action"], group["Status"], group["Diagnostic-Code"])));
    }

    [Theory]
    [InlineData(null, "message/rfc822")]
    [InlineData(DsnReturn.Full, "message/rfc822")]
    [InlineData(DsnReturn.Headers, "text/rfc822-headers")]
    [Trait("Rfc", "3461-4.3")]
    public async Task RetSaysHowMuchComesBack(DsnReturn? part, string type)
    {
        await using SmtpSink sink = new("550 5.1.1 no");
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")) with { Return = part }, Token);
        await delivery.StartAsync();
        MultipartReport report = await ReportAsync(delivery);
        Assert.Equal(type, report[2].ContentType.MimeType);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Contains("\r\nSubject: the original\r\n", delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
        Assert.Equal(type == "message/rfc822", delivery.Queue.Delivered[0].Content.Contains("\r\n.text\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SIZE", "relayed")]
    [InlineData("DSN", null)]
    public async Task ARelayedSuccessIsToldUnlessTheNextServerWill(string extension, string? action)
    {
        await using SmtpSink sink = new(extensions: [extension]);
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test", DsnNotify.Success)), Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal(action is null ? 1 : 2, delivery.Queue.Accepted.Count);
        if (action is not null)
        {
            HeaderListCollection status = Status(await ReportAsync(delivery));
            Assert.Equal((action, "2.0.0"), (status[1]["Action"], status[1]["Status"]));
        }
    }

    [Fact]
    public async Task ADeliveryIntoAMailboxIsToldWhenAskedFor()
    {
        await using DeliveryFixture delivery = new();
        await delivery.Queue.EnqueueAsync(Message(new QueueRecipient("bob@example.com", "bob", null) { Notify = DsnNotify.Success }), Token);
        await delivery.StartAsync();
        MultipartReport report = await ReportAsync(delivery);
        Assert.Equal("delivered", Status(report)[1]["Action"]);
        Assert.Equal("text/rfc822-headers", report[2].ContentType.MimeType);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(DsnNotify.Delay, true)]
    [InlineData(DsnNotify.Failure, false)]
    [InlineData(DsnNotify.Never, false)]
    public async Task ADelayIsToldOnceUnlessNotifySaysOtherwise(DsnNotify? notify, bool told)
    {
        await using DeliveryFixture delivery = new(FreePort.Next(), options =>
        {
            options.DelayWarning = TimeSpan.FromMinutes(5);
            options.RetryDelays = [TimeSpan.FromMinutes(6)];
            options.MaxDestinationBackOff = TimeSpan.FromSeconds(1);
        });
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test", notify)), Token);
        await delivery.StartAsync();
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == attempt);
            delivery.Time.Advance(TimeSpan.FromMinutes(6));
        }

        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 4);
        Assert.Equal(told ? 2 : 1, delivery.Queue.Accepted.Count);
        if (told)
        {
            HeaderListCollection status = Status(await ReportAsync(delivery));
            Assert.Equal(("delayed", "4.4.1"), (status[1]["Action"], status[1]["Status"]));
            Assert.NotNull(status[1]["Will-Retry-Until"]);
        }
    }

    [Fact]
    public async Task AListsFailuresGoToItsOwner()
    {
        await using SmtpSink sink = new("550 no");
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test") with { ReversePath = "bob@example.com" }) with { ReversePath = "far@sender.test" }, Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Equal("bob", delivery.Queue.Delivered[0].Account);
        Assert.Contains(sink.Commands, command => command.StartsWith("MAIL FROM:<bob@example.com>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AReportThatCannotBeDeliveredGoesToThePostmaster()
    {
        await using SmtpSink sink = new("550 no");
        await using DeliveryFixture delivery = new(sink.Port, options => options.DoubleBounceRecipient = "bob@example.com");
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")) with { ReversePath = "" }, Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Equal("bob", delivery.Queue.Delivered[0].Account);
        Assert.Contains("Subject: Double bounce: ", delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOperatorsBounceIsReportedWithoutAnAttempt()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        long id = await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
        await delivery.Queue.ActAsync(QueueAction.Bounce, QueueFilter.Of(id), Token);
        await delivery.StartAsync();
        Assert.Equal("failed", Status(await ReportAsync(delivery))[1]["Action"]);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    [Trait("Rfc", "6533")]
    public async Task AnAddressBeyondAsciiIsReportedAsUtf8()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("jos\u00e9@a.test")) with { IsUtf8 = true }, Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Accepted.Count > 1);
        string content = Encoding.UTF8.GetString(delivery.Queue.Accepted[1].Message.Content.Span);
        Assert.Contains("message/global-delivery-status", content, StringComparison.Ordinal);
        Assert.Contains("Final-Recipient: utf-8; jos\u00e9@a.test", content, StringComparison.Ordinal);
    }

    private sealed class HeaderListCollection(IEnumerable<HeaderList> groups) : List<HeaderList>(groups);
}
