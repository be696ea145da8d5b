using System.Text;
using Waypost.Mail.Store;
using Waypost.Mail.Summaries;

namespace Waypost.Mail.Tests.Store;

[Trait("rfc", "9051 7.5.2")]
public sealed class MessageSummarizerTests
{
    private const string NoEnvelope = "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)";

    private static MessageSummary Summarize(string text) =>
        MessageSummarizer.Summarize(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));

    [Fact]
    public void PlainMailHasItsEnvelopeAndOneTextPart()
    {
        var summary = Summarize("""
            Date: Mon, 7 Feb 1994 21:52:25 -0800
            From: Fred Foobar <foobar@Blurdybloop.example>
            Subject: afternoon "meeting"
            To: mooch@owatagu.siam.edu.example, Bob <bob@example.com>
            Message-Id: <B27397-0100000@Blurdybloop.example>

            Hello Joe,
            do you think we can meet?

            """);
        const string fred = "((\"Fred Foobar\" NIL \"foobar\" \"Blurdybloop.example\"))";
        Assert.Equal(
            "(\"Mon, 7 Feb 1994 21:52:25 -0800\" \"afternoon \\\"meeting\\\"\" " + fred + " " + fred + " " + fred +
            " ((NIL NIL \"mooch\" \"owatagu.siam.edu.example\")(\"Bob\" NIL \"bob\" \"example.com\")) NIL NIL NIL \"<B27397-0100000@Blurdybloop.example>\")",
            summary.Envelope);
        Assert.Equal("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 39 2 NIL NIL NIL NIL)", summary.BodyStructure);
    }

    [Fact]
    public void MultipartNamesItsPartsWithTheirOctetsAndLines()
    {
        var summary = Summarize("""
            Content-Type: multipart/mixed; boundary="b"

            preamble
            --b
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>
            one
            --b
            Content-Type: image/png; name=dot.png
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename=dot.png
            Content-Id: <dot@example.com>

            AAAA
            --b--

            """);
        Assert.Equal(
            "((\"TEXT\" \"HTML\" (\"CHARSET\" \"utf-8\") NIL NIL \"QUOTED-PRINTABLE\" 8 2 NIL NIL NIL NIL)" +
            "(\"IMAGE\" \"PNG\" (\"NAME\" \"dot.png\") \"<dot@example.com>\" NIL \"BASE64\" 4 NIL (\"ATTACHMENT\" (\"FILENAME\" \"dot.png\")) NIL NIL)" +
            " \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL NIL)",
            summary.BodyStructure);
    }

    [Fact]
    public void AttachedMessageHasItsOwnEnvelopeAndStructure()
    {
        var summary = Summarize("""
            Content-Type: message/rfc822

            Subject: inner

            hi

            """);
        Assert.Equal(
            "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 22 (NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL) " +
            "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 4 1 NIL NIL NIL NIL) 3 NIL NIL NIL NIL)",
            summary.BodyStructure);
    }

    [Fact]
    public void EightBitHeadersBecomeEncodedWords()
    {
        var summary = Summarize("Subject: caf\u00c3\u00a9\nFrom: Zo\u00c3\u00ab <zoe@example.com>\nContent-Type: text/plain; name=\"caf\u00c3\u00a9\"\n\nx\n");
        Assert.Contains("=?utf-8?", summary.Envelope, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"zoe\" \"example.com\"", summary.Envelope, StringComparison.Ordinal);
        Assert.Contains("\"NAME*\" \"utf-8''caf%C3%A9\"", summary.BodyStructure, StringComparison.Ordinal);
        Assert.DoesNotContain(summary.Envelope + summary.BodyStructure, character => character > 126);
    }

    [Fact]
    public void EncodedSubjectStaysAsItWasSentAndIsUnfolded()
    {
        var summary = Summarize("Subject: =?iso-8859-1?Q?a=E9?=\n  more\n\nx\n");
        Assert.StartsWith("(NIL \"=?iso-8859-1?Q?a=E9?=  more\" NIL", summary.Envelope, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsAreMarkedByNilHosts()
    {
        var summary = Summarize("To: friends: ann@example.com, bob@example.com;\n\nx\n");
        Assert.Contains("((NIL NIL \"friends\" NIL)(NIL NIL \"ann\" \"example.com\")(NIL NIL \"bob\" \"example.com\")(NIL NIL NIL NIL))", summary.Envelope, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("no header here\nat all\n", 0, 0)]
    [InlineData("no header here\n\nbody\n", 6, 1)]
    public void OctetsThatAreNoMessageArePlainText(string text, int octets, int lines)
    {
        var summary = Summarize(text);
        Assert.Equal(NoEnvelope, summary.Envelope);
        Assert.Equal($"(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" {octets} {lines} NIL NIL NIL NIL)", summary.BodyStructure);
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed\n\nfoo\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\nfoo\n")]
    public void MultipartWithoutPartsIsText(string text) =>
        Assert.StartsWith("(\"TEXT\" \"PLAIN\" ", Summarize(text).BodyStructure, StringComparison.Ordinal);

    [Fact]
    public void EncodedMessagePartIsOpaque() =>
        Assert.StartsWith("(\"APPLICATION\" \"OCTET-STREAM\" ", Summarize("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nZm9v\n").BodyStructure, StringComparison.Ordinal);

    [Fact]
    public void DeepNestingIsCutOff()
    {
        var text = new StringBuilder();
        for (var depth = 0; depth < 3000; depth++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(depth).Append("\n\n--b").Append(depth).Append('\n');
        }

        var depthOfResult = 0;
        var deepest = 0;
        foreach (var character in Summarize(text.ToString()).BodyStructure)
        {
            depthOfResult += character == '(' ? 1 : character == ')' ? -1 : 0;
            deepest = Math.Max(deepest, depthOfResult);
        }

        Assert.InRange(deepest, 2, 60);
    }

    [Fact]
    public void ThousandsOfPartsArePlainText()
    {
        var text = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 3000));
        Assert.StartsWith("(\"TEXT\" \"PLAIN\" ", Summarize(text).BodyStructure, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncationOfAMessageHasASummary()
    {
        const string text = "From: a@b\nSubject: =?utf-8?q?x?=\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: message/rfc822\n\nTo: c:;\n\nx\n--b--\n";
        for (var length = 0; length < text.Length; length++)
        {
            var summary = Summarize(text[..length]);
            Assert.StartsWith("(", summary.Envelope, StringComparison.Ordinal);
            Assert.EndsWith(")", summary.BodyStructure, StringComparison.Ordinal);
        }
    }
}
