using System.Net;
using System.Text;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Server.Delivery;
using Waypost.Testing;
using Waypost.Testing.Mail;

namespace Waypost.Server.Tests.Delivery;

/// <summary>How messages are relayed: connections, transactions and what servers offer.</summary>
public sealed class RelayTests
{
    private static readonly byte[] Content = Encoding.Latin1.GetBytes("Subject: hi\r\n\r\ntext\r\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static QueueRecipient Remote(string address) => new(address, null, address);

    private static AcceptedMessage Message(params QueueRecipient[] recipients) => new("x@sender.test", recipients, Content);

    private static Task OutcomesAsync(DeliveryFixture delivery, int count) => DeliveryFixture.UntilAsync(() => delivery.Queue.Outcomes.Count >= count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rfc", "2920")]
    public async Task RecipientsWithTheSameExchangersShareATransaction(bool pipelining)
    {
        await using SmtpSink sink = new(extensions: pipelining ? ["PIPELINING", "SIZE"] : ["SIZE"]);
        sink.RcptReplies["c@b.test"] = "550 5.1.1 nobody here";
        await using DeliveryFixture delivery = new(sink.Port);
        MxAnswer same = new(MxStatus.Found, [new MxHost("mx.shared.test", 10, [IPAddress.Loopback])], null);
        (delivery.Mx.Answers["a.test"], delivery.Mx.Answers["b.test"]) = (same, same);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test"), Remote("b@b.test"), Remote("c@b.test")) with { ReversePath = "" }, Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 3);
        Assert.Single(sink.Messages);
        Assert.Equal(1, sink.Connections);
        Assert.Equal([QueueState.Delivered, QueueState.Delivered, QueueState.Failed], delivery.Queue.Outcomes.OrderBy(o => o.Recipient.Address).Select(o => o.Outcome.State));
        Assert.Equal("550 5.1.1 nobody here", delivery.Queue.Outcomes.Single(o => o.Recipient.Address == "c@b.test").Outcome.Reason);
    }

    [Fact]
    [Trait("Rfc", "2920")]
    public async Task WhenAllRecipientsAreRefusedNoMessageIsSent()
    {
        await using SmtpSink sink = new("550 5.1.1 no", extensions: ["PIPELINING"]);
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test"), Remote("b@a.test")) with { ReversePath = "" }, Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 2);
        Assert.All(delivery.Queue.Outcomes, outcome => Assert.Equal("550 5.1.1 no", outcome.Outcome.Reason));
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public async Task TheNextMessageUsesTheSameConnection()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        for (int i = 1; i <= 3; i++)
        {
            await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
            await OutcomesAsync(delivery, i);
        }

        Assert.Equal((3, 1), (sink.Messages.Count, sink.Connections));
        delivery.Time.Advance(TimeSpan.FromSeconds(10));
        await DeliveryFixture.UntilAsync(() =>
        {
            lock (sink.Commands)
            {
                return sink.Commands.Contains("QUIT");
            }
        });
    }

    [Fact]
    public async Task AConnectionThatTheServerClosedIsReplacedWithoutADelay()
    {
        await using SmtpSink sink = new() { MessagesPerConnection = 1 };
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.StartAsync();
        for (int i = 1; i <= 3; i++)
        {
            await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
            await OutcomesAsync(delivery, i);
        }

        Assert.All(delivery.Queue.Outcomes, outcome => Assert.Equal(QueueState.Delivered, outcome.Outcome.State));
        Assert.Equal(3, sink.Messages.Count);
    }

    [Fact]
    public async Task ADestinationThatCannotBeReachedIsLeftAloneForAWhile()
    {
        int port = FreePort.Next();
        await using DeliveryFixture delivery = new(port);
        await delivery.StartAsync();
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
        await OutcomesAsync(delivery, 1);
        await delivery.Queue.EnqueueAsync(Message(Remote("b@a.test")), Token);
        await OutcomesAsync(delivery, 2);
        DeliveryOutcome second = delivery.Queue.Outcomes[1].Outcome;
        Assert.True(second.IsPostponed);
        Assert.Contains("mail.a.test", second.Reason, StringComparison.Ordinal);
        await using SmtpSink sink = new(port: port);
        delivery.Time.Advance(TimeSpan.FromMinutes(1));
        await OutcomesAsync(delivery, 4);
        Assert.Equal(2, sink.Messages.Count);
    }

    [Fact]
    [Trait("Rfc", "9422")]
    public async Task TheServersLimitOfRecipientsIsKept()
    {
        await using SmtpSink sink = new(extensions: ["PIPELINING", "LIMITS RCPTMAX=2"]);
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message([.. Enumerable.Range(0, 5).Select(i => Remote($"u{i}@a.test"))]), Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 5);
        Assert.Equal((3, 1), (sink.Messages.Count, sink.Connections));
    }

    [Fact]
    [Trait("Rfc", "3461-5.2.1")]
    public async Task DsnParametersArePassedOnToAServerThatHasDsn()
    {
        await using SmtpSink sink = new(extensions: ["DSN", "SIZE", "MT-PRIORITY"]);
        await using DeliveryFixture delivery = new(sink.Port);
        QueueRecipient recipient = Remote("a@a.test") with { Notify = DsnNotify.Success | DsnNotify.Failure, OriginalRecipient = "rfc822;a+b@a.test" };
        await delivery.Queue.EnqueueAsync(Message(recipient) with { EnvelopeId = "id=1 x", Return = DsnReturn.Headers, Priority = 3 }, Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Contains($"MAIL FROM:<x@sender.test> SIZE={Content.Length} RET=HDRS ENVID=id+3D1+20x MT-PRIORITY=3", sink.Commands);
        Assert.Contains("RCPT TO:<a@a.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bb@a.test", sink.Commands);
        Assert.Single(delivery.Queue.Accepted);
    }

    [Theory]
    [InlineData("SIZE 10", "5.3.4", false)]
    [InlineData("8BITMIME", "5.6.7", true)]
    [Trait("Rfc", "6531-3.4")]
    public async Task WhatTheServerCannotTakeIsNotSent(string extension, string status, bool utf8)
    {
        await using SmtpSink sink = new(extensions: [extension]);
        await using DeliveryFixture delivery = new(sink.Port);
        QueueRecipient recipient = Remote(utf8 ? "jos\u00e9@a.test" : "a@a.test");
        await delivery.Queue.EnqueueAsync(Message(recipient) with { ReversePath = "ann@example.com", IsUtf8 = utf8 }, Token);
        await delivery.StartAsync();
        await DeliveryFixture.UntilAsync(() => delivery.Queue.Delivered.Count > 0);
        Assert.Contains("Status: " + status, delivery.Queue.Delivered[0].Content, StringComparison.Ordinal);
        Assert.DoesNotContain(sink.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rfc", "6531-3.2")]
    public async Task ADomainBeyondAsciiGoesAsItsALabel()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@b\u00fccher.test")), Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Contains("RCPT TO:<a@xn--bcher-kva.test>", sink.Commands);
    }

    [Theory]
    [InlineData("454 4.7.0 not now")]
    [InlineData("220 go on, and then nothing")]
    [Trait("Rfc", "7435")]
    public async Task WhenStartTlsFailsTheMessageGoesInTheClear(string reply)
    {
        await using SmtpSink sink = new(extensions: ["STARTTLS"]) { StartTlsReply = reply };
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Equal(QueueState.Delivered, delivery.Queue.Outcomes[0].Outcome.State);
    }

    [Theory]
    [InlineData(RelayTls.Required)]
    [InlineData(RelayTls.Verified)]
    public async Task WhereTlsIsRequiredNothingGoesInTheClear(RelayTls tls)
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port, options => options.Tls = tls);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Equal(QueueState.Queued, delivery.Queue.Outcomes[0].Outcome.State);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    [Trait("Rfc", "8689")]
    public async Task AMessageThatRequiresTlsIsReturnedWhereThereIsNone()
    {
        await using SmtpSink sink = new();
        await using DeliveryFixture delivery = new(sink.Port);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")) with { ReversePath = "", RequireTls = true }, Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Contains("REQUIRETLS", delivery.Queue.Outcomes[0].Outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(sink.Messages);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AHVzZXIAc2VjcmV0")]
    [InlineData("AUTH LOGIN", "AUTH LOGIN")]
    public async Task TheSmartHostGetsEverythingAfterALogin(string extension, string command)
    {
        await using SmtpSink sink = new(extensions: [extension]);
        await using DeliveryFixture delivery = new(25, options =>
        {
            options.SmartHost = $"[127.0.0.1]:{sink.Port}";
            options.SmartHostUserName = "user";
            options.SmartHostPassword = "secret";
        });
        delivery.Mx.Answers["a.test"] = new MxAnswer(MxStatus.NoSuchDomain, [], "not asked");
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")), Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Contains(command, sink.Commands);
        Assert.Single(sink.Messages);
    }

    [Fact]
    [Trait("Rfc", "5321-5.1")]
    public async Task AnExchangerThatIsThisServerIsALoop()
    {
        await using DeliveryFixture delivery = new();
        delivery.Mx.Answers["a.test"] = new MxAnswer(MxStatus.Found, [new MxHost("MX.test", 10, [IPAddress.Loopback]), new MxHost("other.test", 20, [IPAddress.Loopback])], null);
        await delivery.Queue.EnqueueAsync(Message(Remote("a@a.test")) with { ReversePath = "" }, Token);
        await delivery.StartAsync();
        await OutcomesAsync(delivery, 1);
        Assert.Contains("loops back", delivery.Queue.Outcomes[0].Outcome.Reason, StringComparison.Ordinal);
    }
}
