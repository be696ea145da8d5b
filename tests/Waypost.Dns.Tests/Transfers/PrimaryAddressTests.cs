using Waypost.Dns.Transfers;

namespace Waypost.Dns.Tests.Transfers;

public sealed class PrimaryAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1 port 53")]
    [InlineData("192.0.2.1 port 5353 key \"xfr\"", "192.0.2.1 port 5353 key xfr")]
    [InlineData("2001:db8::1 tls ephemeral key xfr", "2001:db8::1 port 853 key xfr tls ephemeral")]
    public void AnAddressIsReadAsBindWritesIt(string text, string canonical)
    {
        Assert.True(PrimaryAddress.TryParse(text, out PrimaryAddress? address, out string? error), error);
        Assert.Equal(canonical, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ns.example")]
    [InlineData("1234")]
    [InlineData("192.0.2.1 port")]
    [InlineData("192.0.2.1 port 0")]
    [InlineData("192.0.2.1 port 1 port 2")]
    [InlineData("192.0.2.1 via x")]
    public void AnythingElseIsRefused(string text)
    {
        Assert.False(PrimaryAddress.TryParse(text, out _, out string? error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void ListsAreResolvedWithTheirKeys()
    {
        Dictionary<string, string[]> lists = new() { ["outer"] = ["inner key k", "192.0.2.3"], ["inner"] = ["192.0.2.1", "192.0.2.2 key own"], ["loop"] = ["loop"] };
        List<string> errors = [];
        IReadOnlyList<PrimaryAddress> found = PrimaryLists.Resolve(["outer", "192.0.2.3", "loop", "nowhere"], lists.GetValueOrDefault, errors);
        Assert.Equal(["192.0.2.1 port 53 key k", "192.0.2.2 port 53 key own", "192.0.2.3 port 53"], found.Select(address => address.ToString()));
        Assert.Equal(2, errors.Count);
    }
}
