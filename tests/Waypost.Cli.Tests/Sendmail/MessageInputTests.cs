using System.Text;
using Waypost.Cli.Sendmail;

namespace Waypost.Cli.Tests.Sendmail;

public sealed class MessageInputTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 6, 0, 0, TimeSpan.FromHours(1));

    private static MessageInput Read(string text, bool ignoreDots = true) => MessageInput.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ignoreDots);

    private static string Complete(string text) => Encoding.UTF8.GetString(Read(text).Complete("ann@example.com", "Ann O'Hara", "example.com", Now));

    [Fact]
    public void WhatIsMissingIsAdded()
    {
        string message = Complete("Subject: x\n\nbody\n");
        Assert.StartsWith("Subject: x\r\nFrom: \"Ann O'Hara\" <ann@example.com>\r\nDate: Tue, 24 Nov 2026 06:00:00 +0100\r\nMessage-ID: <20261124060000.", message, StringComparison.Ordinal);
        Assert.EndsWith("@example.com>\r\n\r\nbody\r\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsThereStays()
    {
        const string Whole = "From: x@y.test\r\nDate: Tue, 24 Nov 2026 06:00:00 +0000\r\nMessage-ID: <1@y.test>\r\nX-Folded: a\r\n\tb\r\n\r\ncaf\u00e9\r\n";
        Assert.Equal(Whole, Complete(Whole));
        Assert.Equal(Whole, Complete(Whole.Replace("\r\n", "\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("just text\nmore\n", "\r\n\r\njust text\r\nmore\r\n")]
    [InlineData("", "\r\n\r\n")]
    [InlineData("\nbody\n", "\r\n\r\nbody\r\n")]
    [InlineData("From ann Tue Nov 24\nSubject: x\n\nbody\n", "\r\n\r\nbody\r\n")]
    public void AMessageWithoutAHeaderHasABody(string text, string end) => Assert.EndsWith(end, Complete(text), StringComparison.Ordinal);

    [Fact]
    public void BccIsNotSent() => Assert.DoesNotContain("secret", Complete("To: a@b.test\nBcc: secret@c.test,\n secret@d.test\nSubject: x\n\nbody\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("To: a@x.test, \"B, b\" <b@x.test> (comment)\nCc: list: c@x.test, d@x.test;\nBcc: e@x.test\n\n", "a@x.test b@x.test c@x.test d@x.test e@x.test")]
    [InlineData("To: a@x.test\nResent-To: b@x.test\n\n", "b@x.test")]
    [InlineData("To: undisclosed-recipients:;\n\n", "")]
    public void RecipientsAreThoseOfTheHeader(string text, string recipients) => Assert.Equal(recipients, string.Join(' ', Read(text).Recipients()));

    [Fact]
    public void ADotEndsTheMessage() => Assert.EndsWith("\r\n\r\none\r\n", Encoding.UTF8.GetString(Read("A: b\n\none\n.\ntwo\n", ignoreDots: false).Complete("", null, "x.test", Now)), StringComparison.Ordinal);
}
