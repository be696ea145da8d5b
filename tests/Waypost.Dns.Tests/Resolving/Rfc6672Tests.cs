using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

/// <summary>The table of substitutions of RFC 6672 section 2.2, one zone a row.</summary>
[Trait("rfc", "6672 section 2.2")]
public sealed class Rfc6672Tests
{
    [Theory]
    [InlineData("example.com.", "example.com.", "example.net.", null)]
    [InlineData("a.example.com.", "example.com.", "example.net.", "a.example.net.")]
    [InlineData("a.b.example.com.", "example.com.", "example.net.", "a.b.example.net.")]
    [InlineData("ab.example.com.", "b.example.com.", "example.net.", null)]
    [InlineData("foo.example.com.", "example.com.", "example.net.", "foo.example.net.")]
    [InlineData("a.x.example.com.", "x.example.com.", "example.net.", "a.example.net.")]
    [InlineData("a.example.com.", "example.com.", "y.example.net.", "a.y.example.net.")]
    [InlineData("cyc.example.com.", "example.com.", "example.com.", "cyc.example.com.")]
    [InlineData("cyc.example.com.", "example.com.", "c.example.com.", "cyc.c.example.com.")]
    [InlineData("shortloop.x.x.example.com.", "x.example.com.", "example.com.", "shortloop.x.example.com.")]
    [InlineData("shortloop.x.example.com.", "x.example.com.", "example.com.", "shortloop.example.com.")]
    public void TheTargetTakesTheOwnersPlace(string name, string owner, string target, string? result)
    {
        var table = new ZoneTable();
        var zone = $"@ 60 SOA ns. h. 1 2 3 4 5\n@ 60 NS ns.\n{owner} 60 DNAME {target}\n";
        table.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(zone, "example.com.").Rrsets));
        var made = Reply.Ask(table, name, "A").Answer.FirstOrDefault(record => record.StartsWith($"{name} 60 CNAME ", StringComparison.Ordinal));
        Assert.Equal(result is null ? null : $"{name} 60 CNAME {result}", made);
    }

    [Fact]
    [Trait("rfc", "6672 section 5.3.1")]
    public void ADnameIsInAnAnswerOnceHoweverOftenItWasUsed()
    {
        var table = new ZoneTable();
        var zone = "@ 60 SOA ns. h. 1 2 3 4 5\n@ 60 NS ns.\nx 60 DNAME @\n";
        table.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(zone, "example.com.").Rrsets));
        Assert.Equal(
            [
                "x.example.com. 60 DNAME example.com.", "a.x.x.example.com. 60 CNAME a.x.example.com.", "a.x.example.com. 60 CNAME a.example.com.",
            ],
            Reply.Ask(table, "a.x.x.example.com.", "A").Answer);
    }
}
