using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.ZoneFiles;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

public sealed class MessageTests
{
    private static readonly ZoneTable Table = SampleZone.Table();

    [Fact]
    [Trait("rfc", "2181 section 9")]
    public void AnAnswerThatDoesNotFitIsTruncatedWhole()
    {
        var reply = Reply.Ask(Table, "big.example.com", "TXT");
        Assert.Equal("qr aa tc rd", reply.Flags);
        Assert.Empty(reply.Answer);
        Assert.True(reply.Length <= 512);
    }

    [Fact]
    public void TheSameAnswerIsWholeWithEdnsAndOverTcp()
    {
        Assert.Equal(3, Reply.Ask(Table, "big.example.com", "TXT", edns: 1232).Answer.Length);
        Assert.Equal(3, Reply.Ask(Table, "big.example.com", "TXT", tcp: true).Answer.Length);
    }

    [Fact]
    [Trait("rfc", "6891 section 6.2.3")]
    public void ASmallEdnsPayloadCountsAs512()
    {
        var reply = Reply.Ask(Table, "www.example.com", "A", edns: 10);
        Assert.Single(reply.Answer);
        Assert.Equal("0 0  1232", reply.Edns);
    }

    [Fact]
    public void TheDoBitIsEchoed() => Assert.Equal("0 0 do 1232", Reply.Send(Table, Reply.Query("www.example.com", 1, edns: 4096, dnssecOk: true)).Edns);

    [Fact]
    [Trait("rfc", "6891 section 6.1.3")]
    public void AnUnknownEdnsVersionIsRefusedWithOurs()
    {
        var reply = Reply.Send(Table, Reply.Query("www.example.com", 1, edns: 4096, version: 1));
        Assert.Equal(("BadVersion", "1 0  1232"), (reply.Status, reply.Edns));
        Assert.Empty(reply.Answer);
    }

    [Fact]
    public void TwoOptRecordsAreAFormatError()
    {
        byte[] opt = [0, 0, 41, 4, 0, 0, 0, 0, 0, 0, 0];
        byte[] query = [.. Reply.Query("www.example.com", 1, edns: 1024), .. opt];
        query[11] = 2;
        Assert.Equal("FormatError", Reply.Send(Table, query).Status);
    }

    [Theory]
    [Trait("rfc", "9619")]
    [InlineData(0)]
    [InlineData(2)]
    public void AQueryHasExactlyOneQuestion(byte count)
    {
        var query = Reply.Query("www.example.com", 1);
        query[5] = count;
        var reply = Reply.Send(Table, query);
        Assert.Equal(("FormatError", ""), (reply.Status, reply.Question));
    }

    [Theory]
    [InlineData(0x2000)]
    [InlineData(0x2800)]
    [InlineData(0x7800)]
    public void OtherOpcodesAreNotImplemented(ushort flags) => Assert.Equal("NotImplemented", Reply.Send(Table, Reply.Query("example.com", 6, flags)).Status);

    [Fact]
    public void AClassWithoutAViewIsRefused() => Assert.Equal("Refused", Reply.Send(Table, Reply.Query("www.example.com", 16, @class: 4)).Status);

    [Fact]
    public void CdIsEchoedAndRecursionIsNeverOffered() => Assert.Equal("qr aa cd", Reply.Send(Table, Reply.Query("www.example.com", 1, 0x0010)).Flags);

    [Fact]
    public void ResponsesAndScrapsGetNothing()
    {
        var response = new byte[512];
        var responder = new QueryResponder(new ViewTable(Table));
        Assert.Equal(0, responder.Respond(default, Reply.Query("www.example.com", 1, 0x8000), response));
        Assert.Equal(0, responder.Respond(default, new byte[11], response));
        Assert.Equal(0, responder.Respond(default, [], response));
    }

    [Fact]
    public void AQueryCutAtAnyByteIsAFormatError()
    {
        var query = Reply.Query("www.example.com", 1, edns: 1232);
        for (var length = 12; length < query.Length; length++)
        {
            Assert.Equal("FormatError", Reply.Send(Table, query[..length]).Status);
        }
    }

    [Fact]
    public void APointerLoopIsAFormatError()
    {
        byte[] query = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, 12, 0, 1, 0, 1];
        Assert.Equal("FormatError", Reply.Send(Table, query).Status);
    }

    [Fact]
    public void DamagedQueriesNeverThrow()
    {
        var random = new Random(3);
        var responder = new QueryResponder(new ViewTable(Table));
        var response = new byte[QueryResponder.MaxTcpPayload];
        for (var i = 0; i < 50_000; i++)
        {
            var query = Reply.Query("a.wild.example.com", (ushort)random.Next(300), edns: 4096);
            for (var damage = random.Next(4); damage > 0; damage--)
            {
                query[random.Next(2, query.Length)] = (byte)random.Next(256);
            }
            Assert.InRange(responder.Respond(Reply.Peer(i % 2 == 0), query.AsSpan(0, random.Next(query.Length + 1)), response), QueryResponder.Deferred, response.Length);
        }
    }

    [Fact]
    public void AnswersDoNotAllocate()
    {
        var responder = new QueryResponder(new ViewTable(Table));
        var response = new byte[1232];
        byte[][] queries = [Reply.Query("alias1.example.com", 1, edns: 1232), Reply.Query("example.com", 15), Reply.Query("x.wild.example.com", 1), Reply.Query("no.example.com", 1), Reply.Query("a.child.example.com", 1)];
        Run(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                foreach (var query in queries)
                {
                    responder.Respond(default, query, response);
                }
            }
        }
    }

    [Fact]
    [Trait("rfc", "9471 section 2.1")]
    public void AReferralWithoutRoomForItsGlueIsTruncated()
    {
        var glue = string.Concat(Enumerable.Range(1, 20).Select(i => $"c 60 NS ns{i}.c\nns{i}.c 60 AAAA 2001:db8::{i}\n"));
        var zone = ZoneFileParser.Parse("@ 60 SOA ns. root. 1 2 3 4 5\n@ 60 NS ns.\n" + glue, "example.com.");
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.com.", zone.Rrsets));
        Assert.Contains("tc", Reply.Ask(table, "www.c.example.com", "A").Flags, StringComparison.Ordinal);
        Assert.Equal(20, Reply.Ask(table, "www.c.example.com", "A", tcp: true).Additional.Length);
    }
}
