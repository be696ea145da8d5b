using Waypost.Dns.Tsig;

namespace Waypost.Dns.Tests.Tsig;

public sealed class TsigKeyTests
{
    [Theory]
    [InlineData("hmac-sha256", "hmac-sha256")]
    [InlineData("HMAC-SHA256.", "hmac-sha256")]
    [InlineData("hmac-sha256-128", "hmac-sha256-128")]
    [InlineData("hmac-sha512-512", "hmac-sha512")]
    [InlineData("hmac-md5.sig-alg.reg.int.", "hmac-md5")]
    [InlineData("hmac-md5", "hmac-md5")]
    [InlineData("hmac-sha1-80", "hmac-sha1-80")]
    public void AlgorithmsAreReadAsConfigurationFilesHaveThem(string text, string canonical)
    {
        Assert.True(TsigKey.TryGenerate("k", text, out var key, out var error), error);
        Assert.Equal(canonical, key.AlgorithmText);
        Assert.Equal(key.Algorithm.DigestLength, key.Secret.Length);
    }

    [Theory]
    [InlineData("hmac-sha256-8")]
    [InlineData("hmac-sha256-120")]
    [InlineData("hmac-sha256-264")]
    [InlineData("hmac-sha256-130")]
    [InlineData("sha256")]
    [InlineData("hmac-")]
    [InlineData("")]
    public void AlgorithmsThatAreNoneAreRefused(string text)
    {
        Assert.False(TsigKey.TryGenerate("k", text, out _, out var error));
        Assert.Contains(text, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".", "AAAA")]
    [InlineData("a..b", "AAAA")]
    [InlineData("k", "not base64")]
    [InlineData("k", "")]
    public void NamesAndSecretsThatAreNoneAreRefused(string name, string secret)
    {
        Assert.False(TsigKey.TryCreate(name, "hmac-sha256", secret, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void TheConfigurationFormIsTsigKeygens()
    {
        Assert.True(TsigKey.TryCreate("ddns-key.", "hmac-sha256", "c2VjcmV0", out var key, out _));

        Assert.Equal("key \"ddns-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0\";\n};\n", key.ToConfiguration());
        Assert.DoesNotContain("c2VjcmV0", key.ToString(), StringComparison.Ordinal);
    }
}
