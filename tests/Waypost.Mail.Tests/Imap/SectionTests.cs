using System.Text;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Mail.Summaries;

namespace Waypost.Mail.Tests.Imap;

[Trait("rfc", "9051 6.4.5")]
public sealed class SectionTests
{
    // The shape of the example in RFC 9051 section 6.4.5.1, shortened.
    private const string Nested = "Subject: top\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
        + "--a\r\n\r\nfirst\r\n"
        + "--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        + "--b\r\nX: 1\r\n\r\none\r\n--b\r\nX: 2\r\n\r\ntwo\r\n--b--\r\n"
        + "--a--\r\n";

    private static string? Read(string text, string section)
    {
        byte[] content = Encoding.Latin1.GetBytes(text);
        var item = FetchItemParser.Parse(new(Encoding.ASCII.GetBytes($"BODY[{section}]"))).Single();
        Assert.Equal($"BODY[{section}]", item.Name);
        return SectionReader.Read(MessageTreeReader.Read(content), content, item.Section!) is { } found ? Encoding.Latin1.GetString(found.Span) : null;
    }

    [Theory]
    [InlineData("", Nested)]
    [InlineData("1", "first")]
    [InlineData("1.1", null)]
    [InlineData("1.HEADER", null)]
    [InlineData("1.MIME", "\r\n")]
    [InlineData("2.MIME", "Content-Type: message/rfc822\r\n\r\n")]
    [InlineData("2.HEADER.FIELDS (SUBJECT)", "Subject: in\r\n\r\n")]
    [InlineData("2.HEADER.FIELDS.NOT (SUBJECT)", "Content-Type: multipart/alternative; boundary=b\r\n\r\n")]
    [InlineData("2.1", "one")]
    [InlineData("2.2", "two")]
    [InlineData("2.2.MIME", "X: 2\r\n\r\n")]
    [InlineData("2.TEXT", "--b\r\nX: 1\r\n\r\none\r\n--b\r\nX: 2\r\n\r\ntwo\r\n--b--")]
    [InlineData("2.3", null)]
    [InlineData("3", null)]
    public void SectionsAreSlicesOfTheMessage(string section, string? text) => Assert.Equal(text, Read(Nested, section));

    [Theory]
    [InlineData("1", "body\r\n")]
    [InlineData("TEXT", "body\r\n")]
    [InlineData("HEADER", "A: 1\r\nB: 2\r\n 3\r\n\r\n")]
    [InlineData("HEADER.FIELDS (b)", "B: 2\r\n 3\r\n\r\n")]
    [InlineData("HEADER.FIELDS.NOT (b)", "A: 1\r\n\r\n")]
    [InlineData("HEADER.FIELDS (c)", "\r\n")]
    [InlineData("2", null)]
    public void SinglePartIsPartOne(string section, string? text) => Assert.Equal(text, Read("A: 1\r\nB: 2\r\n 3\r\n\r\nbody\r\n", section));

    [Theory]
    [InlineData("A: 1\r\n\r\nx\r\n\r\ny", "A: 1\r\n\r\n")]
    [InlineData("A: 1\n\nx\r\n\r\ny", "A: 1\n\n")]
    [InlineData("\r\nx\r\n\r\ny", "\r\n")]
    [InlineData("A: 1\r\n", "A: 1\r\n")]
    [InlineData("", "")]
    public void OutlineEndsTheHeaderAtTheFirstEmptyLine(string text, string header) =>
        Assert.Equal(header.Length, MessageTreeReader.ReadOutline(Encoding.Latin1.GetBytes(text)).Span.BodyBegin);

    [Fact]
    public void BodyIsBodyStructureWithoutExtensions()
    {
        const string inner = "Subject: in\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
            + "--b\r\n\r\none\r\n--b\r\nContent-Type: image/gif; name=\"a ) \\\" (\"\r\nContent-Disposition: inline\r\n\r\ntwo\r\n--b--";
        const string whole = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nfirst\r\n--a\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "\r\n--a--\r\n";
        const string text = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" ";
        Assert.Equal(
            $"({text}5 1)(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" {inner.Length} (NIL \"in\" NIL NIL NIL NIL NIL NIL NIL NIL) "
            + $"({text}3 1)(\"IMAGE\" \"GIF\" (\"NAME\" \"a ) \\\" (\") NIL NIL \"7BIT\" 3) \"ALTERNATIVE\") 12) \"MIXED\")",
            BodyStructureReader.WithoutExtensions(MessageSummarizer.Summarize(Encoding.Latin1.GetBytes(whole)).BodyStructure));
    }
}
