using System.Net;
using System.Text;
using MimeKit;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Testing;
using Waypost.Testing.Mail;

namespace Waypost.Server.Tests.Delivery;

public sealed class QueueRunnerTests
{
    private const string Content = "Received: from x\r\nSubject: hi\r\nBcc: kept@x.test\r\n\r\n.dot\r\n..\r\n8 bit: \u00e9\r\n";

    private static AcceptedMessage Message(QueueRecipient recipient, string reversePath = "x@sender.test") =>
        new(reversePath, [recipient], Encoding.Latin1.GetBytes(Content));

    private static QueueRecipient Remote(string address = "y@remote.test") => new(address, null, address);

    private static MimeMessage Parse(AcceptedMessage message) => MimeMessage.Load(new MemoryStream(message.Content.ToArray()));

    [Fact]
    public async Task ALocalRecipientGetsTheMessageUnderItsEnvelope()
    {
        await using DeliveryFixture delivery = new();
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(new QueueRecipient("Sales@example.com", "ann", null)), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Equal(("ann", "Return-Path: <x@sender.test>\r\nDelivered-To: Sales@example.com\r\n" + Content), delivery.Queue.Delivered[0]);
        Assert.Empty(await delivery.Queue.ListAsync(0, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ARemoteRecipientIsRelayedOctetForOctet()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal(QueueState.Delivered, delivery.Queue.Outcomes[0].Outcome.State);
        Assert.Equal(Content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal), Assert.Single(sink.Messages));
        Assert.Equal(["EHLO mx.test", $"MAIL FROM:<x@sender.test> SIZE={Content.Length} BODY=8BITMIME", "RCPT TO:<y@remote.test>", "DATA"], sink.Commands.Take(4));
    }

    [Fact]
    public async Task AHostThatDoesNotAnswerIsTriedAgainOnSchedule()
    {
        int port = FreePort.Next();
        await using DeliveryFixture delivery = new(port);
        DateTimeOffset start = delivery.Time.GetUtcNow();
        await delivery.StartAsync();
        long id = await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 1);
        QueuedRecipient queued = Assert.Single((await delivery.Queue.FindAsync(id, TestContext.Current.CancellationToken))!.Recipients);
        Assert.Equal((QueueState.Queued, 1, start.AddMinutes(1)), (queued.State, queued.Attempts, queued.NextAttempt));
        Assert.Contains($"mail.remote.test [127.0.0.1]:{port}", queued.Reason, StringComparison.Ordinal);

        delivery.Time.Advance(TimeSpan.FromMinutes(1));
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 2);
        Assert.Equal(start.AddMinutes(11), delivery.Queue.Outcomes[1].Outcome.NextAttempt);

        await using SmtpSink sink = new(port: port);
        await delivery.Queue.FlushAsync(id, TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 3);
        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task AfterItsLifetimeTheSenderGetsADsn()
    {
        await using DeliveryFixture delivery = new(FreePort.Next());
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote(), "ann@example.com"), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 1);
        delivery.Time.Advance(TimeSpan.FromHours(1));
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Equal("ann", delivery.Queue.Delivered[0].Account);
        MultipartReport report = Assert.IsType<MultipartReport>(Parse(delivery.Queue.Accepted[1].Message).Body);
        HeaderList status = Assert.IsType<MessageDeliveryStatus>(report[1]).StatusGroups[1];
        Assert.Equal("5.4.7", status["Status"]);
    }

    [Fact]
    [Trait("Rfc", "3464")]
    public async Task ARefusalIsReportedToTheReversePath()
    {
        await using SmtpSink sink = new("550 5.1.1 no such user here");
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote(), "bob@example.com"), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0 && delivery.Queue.Outcomes.Count > 0);
        Assert.Equal((QueueState.Failed, "550 5.1.1 no such user here"), (delivery.Queue.Outcomes[0].Outcome.State, delivery.Queue.Outcomes[0].Outcome.Reason));
        AcceptedMessage dsn = delivery.Queue.Accepted[1].Message;
        Assert.Equal("", dsn.ReversePath);
        MimeMessage message = Parse(dsn);
        Assert.Equal(("MAILER-DAEMON@mx.test", "bob@example.com"), (message.From.Mailboxes.Single().Address, message.To.Mailboxes.Single().Address));
        MultipartReport report = Assert.IsType<MultipartReport>(message.Body);
        Assert.Equal("delivery-status", report.ReportType);
        HeaderList status = Assert.IsType<MessageDeliveryStatus>(report[1]).StatusGroups[1];
        Assert.Equal(
            ("rfc822; y@remote.test", "failed", "5.1.1", "dns; mail.remote.test", "smtp; 550 5.1.1 no such user here"),
            (status["Final-Recipient"], status["Action"], status["Status"], status["Remote-MTA"], status["Diagnostic-Code"]));
        Assert.StartsWith("Return-Path: <>\r\n", delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
        Assert.Contains("\r\nSubject: hi\r\n", delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedDsnGoesToThePostmasterAndNoFurther()
    {
        await using SmtpSink sink = new("550 no");
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote(), ""), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal(QueueState.Failed, delivery.Queue.Outcomes[0].Outcome.State);
        // The double bounce, of which nothing is reported any more.
        (AcceptedMessage bounce, _) = delivery.Queue.Accepted.Last();
        Assert.Equal(2, delivery.Queue.Accepted.Count);
        Assert.Equal("", bounce.ReversePath);
        Assert.All(bounce.Recipients, recipient => Assert.StartsWith("postmaster", recipient.Address, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("MAIL FROM:<> SIZE=", sink.Commands[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATemporaryRefusalStaysQueued()
    {
        await using SmtpSink sink = new("451 4.7.1 greylisted");
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal((QueueState.Queued, "451 4.7.1 greylisted"), (delivery.Queue.Outcomes[0].Outcome.State, delivery.Queue.Outcomes[0].Outcome.Reason));
    }

    [Theory]
    [InlineData(MxStatus.NullMx, QueueState.Failed)]
    [InlineData(MxStatus.NoSuchDomain, QueueState.Failed)]
    [InlineData(MxStatus.TemporaryFailure, QueueState.Queued)]
    public async Task WhatDnsSaysDecides(MxStatus answer, QueueState state)
    {
        await using DeliveryFixture delivery = new();
        delivery.Mx.Answers["remote.test"] = new MxAnswer(answer, [], "because");
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote(), ""), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal((state, "because"), (delivery.Queue.Outcomes[0].Outcome.State, delivery.Queue.Outcomes[0].Outcome.Reason));
    }

    [Fact]
    [Trait("Rfc", "5321-5.1")]
    public async Task TheNextHostIsTriedWhenTheBestDoesNotAnswer()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        delivery.Mx.Answers["remote.test"] = new MxAnswer(MxStatus.Found,
            [new MxHost("b", 20, [IPAddress.Loopback]), new MxHost("a", 10, [IPAddress.Parse("127.0.0.77")])], null);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count > 0);
        Assert.Equal(QueueState.Delivered, delivery.Queue.Outcomes[0].Outcome.State);
        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task AnAliasTargetThatDoesNotExistIsReported()
    {
        await using DeliveryFixture delivery = new();
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(new QueueRecipient("all@example.com", null, "nobody@example.com"), "ann@example.com"), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0 && delivery.Queue.Outcomes.Count > 0);
        Assert.Equal((QueueState.Failed, "550 5.1.1 User unknown"), (delivery.Queue.Outcomes[0].Outcome.State, delivery.Queue.Outcomes[0].Outcome.Reason));
        Assert.Contains("(expanded to <nobody@example.com>)", delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAccountThatIsGoneIsReported()
    {
        await using DeliveryFixture delivery = new();
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(new QueueRecipient("carl@example.com", "carl", null), "ann@example.com"), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Equal("ann", delivery.Queue.Delivered[0].Account);
    }

    [Fact]
    public async Task AHeldMessageWaitsForItsRelease()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        long id = await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await delivery.Queue.HoldAsync(id, TestContext.Current.CancellationToken);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote("z@remote.test")), TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 1);
        Assert.Equal("z@remote.test", delivery.Queue.Outcomes[0].Recipient.Address);
        await delivery.Queue.ReleaseAsync(id, TestContext.Current.CancellationToken);
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count == 2);
    }

    [Fact]
    public async Task AnAttemptThatTakesLongKeepsItsLeaseAndGivesItBackAtTheEnd()
    {
        TaskCompletionSource stuck = new();
        await using DeliveryFixture delivery = new(configure: options => options.Lease = TimeSpan.FromSeconds(9));
        delivery.Mx.Stuck = stuck;
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote()), TestContext.Current.CancellationToken);
        await stuck.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        delivery.Time.Advance(TimeSpan.FromSeconds(4));
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Extensions > 0);
        Assert.Empty(await delivery.Queue.LeaseDueAsync(10, TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken));
        await delivery.StopAsync();
        Assert.Single(await delivery.Queue.LeaseDueAsync(10, TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken));
        Assert.Empty(delivery.Queue.Outcomes);
    }
}
