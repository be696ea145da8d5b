using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests.Zones;

public class OwnerKeyTests
{
    // The example of RFC 4034 section 6.1.
    private static readonly string[] Canonical =
    [
        "example.", "a.example.", "yljkjljk.a.example.", "Z.a.example.", "zABC.a.EXAMPLE.", "z.example.", "\\001.z.example.", "*.z.example.", "\\200.z.example.",
    ];

    [Fact]
    public void KeysSortInCanonicalOrder()
    {
        var keys = Canonical.Select(name => OwnerKey.Of(name)!).ToList();
        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys, keys.OrderBy(key => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a b.example.", "a.b.example.")]
    [InlineData("a\\.b.example.", "a.b.example.")]
    [InlineData("!.example.", "\\000.example.")]
    public void DifferentOwnersHaveDifferentKeys(string left, string right) =>
        Assert.NotEqual(OwnerKey.Of(left.Replace(" ", "\\032", StringComparison.Ordinal)), OwnerKey.Of(right));

    [Fact]
    public void CaseDoesNotMatter() => Assert.Equal(OwnerKey.Of("WWW.Example."), OwnerKey.Of("www.example."));

    [Fact]
    public void WhatIsNoNameHasNoKey() => Assert.Null(OwnerKey.Of("a..b."));
}
