using Waypost.Mail.Imap;

namespace Waypost.Mail.Tests.Imap;

[Trait("rfc", "3501 5.1.3")]
public sealed class ModifiedUtf7Tests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("A & B", "A &- B")]
    [InlineData("~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Entw\u00fcrfe", "Entw&APw-rfe")]
    [InlineData("\ud83d\ude00", "&2D3eAA-")]
    public void NamesRoundTrip(string name, string wire)
    {
        Assert.Equal(wire, ModifiedUtf7.Encode(name));
        Assert.True(ModifiedUtf7.TryDecode(wire, out var decoded));
        Assert.Equal(name, decoded);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&U,BTFw")]
    [InlineData("&A-")]
    [InlineData("&!!!!-")]
    [InlineData("&AA-")]
    public void MalformedNamesAreRefused(string wire) => Assert.False(ModifiedUtf7.TryDecode(wire, out _));

    [Theory]
    [InlineData("inbox", "INBOX")]
    [InlineData("Inbox/a", "INBOX/a")]
    [InlineData("inboxes", "inboxes")]
    [InlineData("a/b/", "a/b")]
    [InlineData("", null)]
    [InlineData("/", null)]
    [InlineData("/a", null)]
    [InlineData("a//b", null)]
    [InlineData("a*", null)]
    [InlineData("a\tb", null)]
    [InlineData("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21", null)]
    public void MailboxNamesHaveOneForm(string name, string? normalized) =>
        Assert.Equal(normalized, MailboxName.TryNormalize(name, out var found) ? found : null);

    [Fact]
    public void HalfASurrogatePairIsNoName() => Assert.False(MailboxName.TryNormalize("a\ud83d", out _));

    [Theory]
    [InlineData("", "*", "a/b", true)]
    [InlineData("", "%", "a/b", false)]
    [InlineData("", "%/%", "a/b", true)]
    [InlineData("", "%/b", "a/c", false)]
    [InlineData("a/", "%", "a/b", true)]
    [InlineData("", "inbox", "INBOX", true)]
    [InlineData("", "i*", "INBOX", false)]
    [InlineData("", "*x*", "axb", true)]
    [InlineData("", "a*", "a", true)]
    [InlineData("", "a", "ab", false)]
    [InlineData("", "a%*%*%*%*%*%*%*%*%*%*%*%b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false)]
    public void PatternsMatchLevels(string reference, string pattern, string name, bool matches) =>
        Assert.Equal(matches, new MailboxPattern(reference, pattern).Matches(name));
}
