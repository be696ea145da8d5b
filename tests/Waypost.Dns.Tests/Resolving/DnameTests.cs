using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

[Trait("rfc", "6672")]
public sealed class DnameTests
{
    private const string Dname = "old.example.com. 60 DNAME new.example.com.";

    private static readonly ZoneTable Table = Build();

    [Fact]
    public void ANameBelowIsRedirectedThroughASynthesizedAlias()
    {
        var reply = Reply.Ask(Table, "www.old.example.com", "A");
        Assert.Equal(("NoError", "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Equal([Dname, "www.old.example.com. 60 CNAME www.new.example.com.", "www.new.example.com. 60 A 192.0.2.1"], reply.Answer);
    }

    [Fact]
    public void TheOwnerItselfIsNotRedirected()
    {
        Assert.Equal(["old.example.com. 60 A 192.0.2.2"], Reply.Ask(Table, "old.example.com", "A").Answer);
        Assert.Equal([Dname], Reply.Ask(Table, "old.example.com", "DNAME").Answer);
    }

    [Fact]
    public void DataBelowTheOwnerIsHidden() =>
        Assert.Equal([Dname, "hidden.old.example.com. 60 CNAME hidden.new.example.com."], Reply.Ask(Table, "hidden.old.example.com", "A").Answer);

    [Fact]
    public void ATargetThatIsMissingIsANameError() => Assert.Equal("NameError", Reply.Ask(Table, "a.b.old.example.com", "A").Status);

    [Fact]
    public void ATargetThatIsTooLongIsToldByItsCode()
    {
        var label = new string('x', 60);
        var reply = Reply.Ask(Table, $"{label}.{label}.{label}.{label[..30]}.s.example.com", "A");
        Assert.Equal("NameExists", reply.Status);
        Assert.StartsWith("s.example.com. 60 DNAME ", Assert.Single(reply.Answer), StringComparison.Ordinal);
    }

    [Fact]
    public void ARedirectionThatLoopsEnds() => Assert.Equal("NoError", Reply.Ask(Table, "a.loop.example.com", "A").Status);

    [Fact]
    public void ARedirectionAllocatesNothing()
    {
        var (responder, response) = (new QueryResponder(new ViewTable(Table)), new byte[1232]);
        byte[][] queries = [Reply.Query("www.old.example.com", 1), Reply.Query("a.b.loop.example.com", 1), Reply.Query("hidden.old.example.com", 28)];
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

    private static ZoneTable Build()
    {
        const string Text = """
            @ 60 SOA ns. root. 1 2 3 4 5
            @ 60 NS ns.
            old 60 DNAME new
            old 60 A 192.0.2.2
            hidden.old 60 A 192.0.2.3
            www.new 60 A 192.0.2.1
            s 60 DNAME a-target-of-more-than-forty-bytes-in-its-label.example.com.
            loop 60 DNAME loop
            """;
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(Text, "example.com.").Rrsets));
        return table;
    }
}
