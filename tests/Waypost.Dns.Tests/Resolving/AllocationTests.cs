using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.ZoneFiles;

namespace Waypost.Dns.Tests.Resolving;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("\u0003www\u0007example\u0003com", 1)]
    [InlineData("\u0007nothing\u0007example\u0003com", 1)]
    [InlineData("\u0007example\u0003com", 15)]
    [InlineData("\u0007example\u0003com", 6)]
    public void AnAnswerAllocatesNothing(string name, byte type)
    {
        byte[] query = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(name), 0, 0, type, 0, 1];
        var responder = new QueryResponder(new ViewTable(SampleZone.Table()));
        var response = new byte[QueryResponder.MaxUdpPayload];
        var peer = new DnsPeer(1, 1, 2, DnsTransport.Udp);
        Assert.True(responder.Respond(peer, query, response) > query.Length);
        // What the runtime does once (a type's constructor, a cache) is behind us after some rounds.
        for (var i = 0; i < 100; i++)
        {
            responder.Respond(peer, query, response);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            responder.Respond(peer, query, response);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
