using System.Globalization;
using System.Text;
using Waypost.Mail.Imap;

namespace Waypost.Mail.Tests.Imap;

[Trait("rfc", "9051 9")]
public sealed class ImapParserTests
{
    private static ImapParser Over(string text) => new(Encoding.Latin1.GetBytes(text));

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("a]b", "a]b")]
    [InlineData("\"a \\\" \\\\ b\"", "a \" \\ b")]
    [InlineData("\"\"", "")]
    [InlineData("{5}\r\na\r\nb)", "a\r\nb)")]
    [InlineData("{0+}\r\n", "")]
    public void StringsHaveThreeForms(string wire, string text)
    {
        var parser = Over(wire);
        Assert.Equal(text, parser.AString());
        Assert.True(parser.TryEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("\"open")]
    [InlineData("\"line\r\nend\"")]
    [InlineData("{5}\r\nabc")]
    [InlineData("{}\r\n")]
    [InlineData("{9999999999}\r\nabc")]
    public void BrokenStringsAreFaults(string wire)
    {
        var parser = Over(wire);
        Assert.Equal("", parser.AString());
        Assert.NotNull(parser.Error);
        Assert.False(parser.TryEnd());
    }

    [Theory]
    [InlineData("1", 5u, "1")]
    [InlineData("2:4,1", 5u, "1:4")]
    [InlineData("4:2", 5u, "2:4")]
    [InlineData("*", 5u, "5")]
    [InlineData("*:3", 5u, "3:5")]
    [InlineData("9:*", 5u, "5:9")]
    [InlineData("1,3,5,2", 5u, "1:3,5")]
    [InlineData("1:4294967295", 5u, "1:9")]
    public void SequenceSetsResolve(string wire, uint highest, string numbers)
    {
        var set = Over(wire).Sequence().Resolve(highest);
        Assert.Equal(numbers, SequenceSet.Format(Enumerable.Range(1, 9).Select(number => (uint)number).Where(set.Contains)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1,")]
    [InlineData("1:")]
    [InlineData("a")]
    [InlineData("4294967296")]
    public void BrokenSequenceSetsAreFaults(string wire)
    {
        var parser = Over(wire);
        parser.Sequence();
        Assert.NotNull(parser.Error);
    }

    [Fact]
    public void HugeSequenceSetsAreFaults()
    {
        var parser = Over(string.Join(',', Enumerable.Repeat("1", 20_000)));
        parser.Sequence();
        Assert.Equal("Too many ranges", parser.Error);
    }

    [Theory]
    [InlineData("(\\seen $Work \\SEEN)", "\\Seen $Work")]
    [InlineData("()", "")]
    public void FlagsHaveOneForm(string wire, string flags) => Assert.Equal(flags, string.Join(' ', FlagListParser.Parse(Over(wire))));

    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T02:44:25-07:00")]
    [InlineData(" 1-Jan-2024 00:00:00 +0000", "2024-01-01T00:00:00+00:00")]
    public void DateTimesRoundTrip(string text, string expected)
    {
        Assert.True(ImapDate.TryParseDateTime(text, out var value));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), value);
        Assert.True(ImapDate.TryParseDateTime(ImapDate.Format(value).Trim('"'), out var again));
        Assert.Equal(value, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17-Jul-1996")]
    [InlineData("31-Feb-1996 02:44:25 -0700")]
    [InlineData("17-Jul-1996 02:44:25 -9900")]
    public void BrokenDateTimesAreRefused(string text) => Assert.False(ImapDate.TryParseDateTime(text, out _));

    [Theory]
    [InlineData("A1 APPEND x {12}", 12, true)]
    [InlineData("A1 APPEND x {12+}", 12, false)]
    [InlineData("{0}", 0, true)]
    public void LinesAnnounceLiterals(string line, long size, bool synchronizing)
    {
        Assert.True(LiteralHeader.TryRead(Encoding.ASCII.GetBytes(line), out var header));
        Assert.Equal(new(size, synchronizing), header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{+}")]
    [InlineData("{-1}")]
    [InlineData("{1a}")]
    [InlineData("{9999999999999999}")]
    [InlineData("{12} ")]
    public void OtherLinesAnnounceNothing(string line) => Assert.False(LiteralHeader.TryRead(Encoding.ASCII.GetBytes(line), out _));

    [Fact]
    public void AnyOctetsEndInAValue()
    {
        var random = new Random(7);
        const string alphabet = "(){}[]<>\"\\ *%:,.+-\r\n019ABODYHEADERSEARCHNOTOR&";
        for (var round = 0; round < 20_000; round++)
        {
            var octets = new byte[random.Next(40)];
            for (var at = 0; at < octets.Length; at++)
            {
                octets[at] = (byte)(random.Next(10) == 0 ? random.Next(256) : alphabet[random.Next(alphabet.Length)]);
            }

            FetchItemParser.Parse(new(octets));
            new SearchKeyParser(new(octets)).Parse();
            new ImapParser(octets).Mailbox();
            FlagListParser.ParseBare(new(octets));
        }
    }
}
