using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;
using static Waypost.Testing.Dns.TransferMessages;

namespace Waypost.Dns.Tests.Transfers;

public sealed class TransferAssemblerTests
{
    private const ushort AxfrType = TransferRequest.AxfrType;
    private const ushort IxfrType = TransferRequest.IxfrType;

    [Fact]
    [Trait("RFC", "5936-2.2")]
    public void AZoneInSeveralMessagesIsPutTogether()
    {
        TransferAssembler assembler = Axfr();
        Assert.Equal(TransferProgress.More, assembler.Feed(Write(AxfrType, Soa(7), "example. 60 NS ns.example.", "WWW.example. 60 A 192.0.2.2")));
        Assert.Null(assembler.Outcome);
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(AxfrType, "www.example. 30 A 192.0.2.1", "www.example. 60 A 192.0.2.2", Soa(7))));

        WholeZone zone = Assert.IsType<WholeZone>(assembler.Outcome);
        Assert.Equal(7u, zone.Soa.Serial);
        Assert.Equal(4, zone.RecordCount);
        ZoneRrset www = Assert.Single(zone.Rrsets, rrset => rrset.Type == "A");
        Assert.Equal(("WWW.example.", 30u), (www.Owner, www.Ttl));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], www.Rdata);
    }

    [Fact]
    public void LaterMessagesMayLeaveOutTheQuestion()
    {
        TransferAssembler assembler = Axfr();
        assembler.Feed(Write(AxfrType, Soa(7), "example. 60 NS ns.example."));
        byte[] last = Write(AxfrType, Soa(7));
        // The compressed owner would point into the question: a primary without one writes names in full.
        byte[] bare = [.. last[..4], 0, 0, .. last[6..12], 7, .. "example"u8, 0, .. last[(12 + 9 + 4 + 2)..]];
        Assert.Equal(TransferProgress.Complete, assembler.Feed(bare));
    }

    [Theory]
    [InlineData("the message has another ID", 0x8400, 1)]
    [InlineData("no response", 0x0400, Id)]
    [InlineData("answered REFUSED", 0x8405, Id)]
    [InlineData("answered NOTAUTH", 0x8409, Id)]
    [InlineData("truncated", 0x8600, Id)]
    public void AMessageThatIsNotTheAnswerIsRefused(string reason, int flags, ushort id)
    {
        TransferAssembler assembler = Axfr();
        Assert.Equal(TransferProgress.Refused, assembler.Feed(Write(AxfrType, flags, id, Soa(7), "example. 60 NS ns.example.", Soa(7))));
        Assert.Contains(reason, assembler.Refusal!.Reason, StringComparison.Ordinal);
        Assert.Null(assembler.Outcome);
    }

    [Fact]
    public void AnAnswerToAnotherQuestionIsRefused() =>
        Refused(Axfr(), "another question", Write(IxfrType, Soa(7)));

    [Fact]
    public void ATransferThatBeginsWithoutTheSoaIsRefused() =>
        Refused(Axfr(), "begins with NS", Write(AxfrType, "example. 60 NS ns.example."));

    [Fact]
    public void ATransferOfAnotherZoneIsRefused() =>
        Refused(Axfr(), "not in the zone", Write(AxfrType, "other. 60 SOA ns.example. host.example. 7 1 1 1 1"));

    [Fact]
    public void AnSoaBelowTheApexIsRefused() =>
        Refused(Axfr(), "SOA record at", Write(AxfrType, Soa(7), "sub.example. 60 SOA ns.example. host.example. 7 1 1 1 1"));

    [Fact]
    [Trait("RFC", "5936-2.2")]
    public void AnotherSoaAtTheEndIsRefused() =>
        Refused(Axfr(), "ends with another SOA", Write(AxfrType, Soa(7), "example. 60 NS ns.example.", Soa(8)));

    [Fact]
    public void RecordsAfterTheEndAreRefused() =>
        Refused(Axfr(), "after the end", Write(AxfrType, Soa(7), "example. 60 NS ns.example.", Soa(7), "late.example. 60 A 192.0.2.9"));

    [Fact]
    public void ASerialOlderThanTheServedOneIsRefused() =>
        Refused(Axfr(current: 8), "older than 8", Write(AxfrType, Soa(7)));

    [Fact]
    public void AMessageWithoutRecordsIsRefused() => Refused(Axfr(), "no records", Write(AxfrType));

    [Fact]
    public void ATransferThatNeverEndsIsRefused()
    {
        TransferAssembler byRecords = Axfr(limits: new TransferLimits(100, 1 << 20));
        TransferAssembler byBytes = Axfr(limits: new TransferLimits(1000, 2000));
        Assert.Contains("more than 100 records", FeedForever(byRecords), StringComparison.Ordinal);
        Assert.Contains("longer than 2000 bytes", FeedForever(byBytes), StringComparison.Ordinal);
    }

    [Fact]
    public void RecordsOutsideOfTheZoneAreLeftOut()
    {
        TransferAssembler assembler = Axfr();
        assembler.Feed(Write(AxfrType, Soa(7), "example. 60 NS ns.example.", "www.other. 60 A 192.0.2.1", Soa(7)));
        Assert.Equal(1, assembler.IgnoredRecords);
        Assert.Equal(2, Assert.IsType<WholeZone>(assembler.Outcome).RecordCount);
    }

    [Fact]
    public void EveryTruncationOfAMessageIsRefused()
    {
        byte[] message = Write(AxfrType, Soa(7), "example. 60 NS ns.example.", "www.example. 60 A 192.0.2.1", Soa(7));
        for (int length = 0; length < message.Length; length++)
        {
            Assert.Equal(TransferProgress.Refused, Axfr().Feed(message.AsSpan(0, length)));
        }
    }

    [Fact]
    public void ACompressionLoopIsRefused()
    {
        byte[] message = Write(AxfrType, Soa(7), "example. 60 NS ns.example.");
        int question = 12 + 9 + 4;
        Assert.Equal(0xC0, message[question]);
        message[question + 1] = (byte)question;
        Refused(Axfr(), "malformed", message);
    }

    [Fact]
    [Trait("RFC", "1995-4")]
    public void ChangesOverSeveralVersionsAreRead()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.More, assembler.Feed(Write(IxfrType, Soa(7), Soa(5), "a.example. 60 A 192.0.2.1", Soa(6), "a.example. 60 A 192.0.2.2")));
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(IxfrType, Soa(6), Soa(7), "b.example. 60 A 192.0.2.3", Soa(7))));
        ZoneDeltas deltas = Assert.IsType<ZoneDeltas>(assembler.Outcome);
        Assert.Equal([(5u, 6u, 1, 1), (6u, 7u, 0, 1)], deltas.Deltas.Select(delta => (delta.Before.Serial, delta.After.Serial, delta.Removed.Count, delta.Added.Count)));
    }

    [Fact]
    public void AnSoaAloneInAMessageOfItsOwnBeginsTheChanges()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.More, assembler.Feed(Write(IxfrType, Soa(6))));
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(IxfrType, Soa(5), Soa(6), "b.example. 60 A 192.0.2.3", Soa(6))));
    }

    [Fact]
    public void TheServedSoaAloneMeansNothingNew()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(IxfrType, Soa(5))));
        Assert.IsType<ZoneIsCurrent>(assembler.Outcome);
    }

    [Fact]
    public void ANewerSoaAloneInADatagramAsksForTcp()
    {
        TransferAssembler assembler = Ixfr(5, datagram: true);
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(IxfrType, Soa(6))));
        Assert.IsType<TransferNeedsTcp>(assembler.Outcome);
    }

    [Fact]
    public void AWholeZoneMayAnswerForChanges()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.Complete, assembler.Feed(Write(IxfrType, Soa(7), "example. 60 NS ns.example.", Soa(7))));
        Assert.IsType<WholeZone>(assembler.Outcome);
    }

    [Fact]
    public void ChangesFromAnotherSerialAreRefused() =>
        Refused(Ixfr(5), "start from the serial 4", Write(IxfrType, Soa(7), Soa(4), Soa(7), "b.example. 60 A 192.0.2.3", Soa(7)));

    [Fact]
    public void ChangesWithAGapAreRefused() =>
        Refused(Ixfr(5), "come those from 7", Write(IxfrType, Soa(8), Soa(5), Soa(6), Soa(7), Soa(8), Soa(8)));

    [Fact]
    public void ChangesThatGoRoundInACircleAreRefused()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.More, assembler.Feed(Write(IxfrType, Soa(9), Soa(5), Soa(6), "a.example. 60 A 192.0.2.1")));
        Refused(assembler, "lead from the serial 6 to 5", Write(IxfrType, Soa(6), Soa(5), "a.example. 60 A 192.0.2.1"));
        Assert.True(assembler.Refusal!.IncrementalNotPossible);
    }

    [Fact]
    public void APrimaryWithoutIncrementalTransfersIsAskedForTheZone()
    {
        TransferAssembler assembler = Ixfr(5);
        Assert.Equal(TransferProgress.Refused, assembler.Feed(Write(IxfrType, 0x8404, Id)));
        Assert.True(assembler.Refusal!.IncrementalNotPossible);
    }

    private static void Refused(TransferAssembler assembler, string reason, byte[] message)
    {
        Assert.Equal(TransferProgress.Refused, assembler.Feed(message));
        Assert.Contains(reason, assembler.Refusal!.Reason, StringComparison.Ordinal);
        Assert.Null(assembler.Outcome);
        Assert.Equal(TransferProgress.Refused, assembler.Feed(message));
    }

    private static string FeedForever(TransferAssembler assembler)
    {
        TransferProgress progress = assembler.Feed(Write(AxfrType, Soa(7), "example. 60 NS ns.example."));
        for (int i = 0; progress == TransferProgress.More && i < 10_000; i++)
        {
            progress = assembler.Feed(Write(AxfrType, "www.example. 60 A 192.0.2.1"));
        }

        Assert.Equal(TransferProgress.Refused, progress);
        return assembler.Refusal!.Reason;
    }
}
