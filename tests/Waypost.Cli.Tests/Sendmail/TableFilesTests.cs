using Waypost.Cli.Postfix;
using Waypost.Cli.Sendmail;
using Waypost.Cli.Sendmail.Files;

namespace Waypost.Cli.Tests.Sendmail;

public sealed class TableFilesTests
{
    [Fact]
    public void AnAliasesFileHasContinuationsQuotesAndComments()
    {
        List<(int Line, string What)> warnings = [];
        IReadOnlyList<AliasLine> aliases = AliasFile.Read("# comment\nall: ann,\n\tbob,\n# between\n  carol\ntwo: a, \\\nb\n\"odd, one\": \"|/bin/prog a, b\", c\nempty\nall: last\n", warnings);
        Assert.Equal(["all|last", "two|a|b", "odd, one|\"|/bin/prog a, b\"|c"], aliases.Select(alias => $"{alias.Name}|{string.Join('|', alias.Targets)}"));
        Assert.Equal([(9, "missing colon: empty"), (10, "duplicate alias name all, first in line 2; the last counts")], warnings);
    }

    [Fact]
    public void ATableHasKeysValuesAndContinuations()
    {
        List<(int Line, string What)> problems = [];
        IReadOnlyList<MapLine> lines = MapFile.Read("# c\nkey\tvalue one\n  more\n\nnothing\nlast v\n", null, problems);
        Assert.Equal([new MapLine("key", "value one more", 2), new MapLine("last", "v", 6)], lines);
        Assert.Equal([(5, "no RHS for LHS nothing")], problems);
    }

    [Fact]
    public void MacrosAreReadWithTheirQuotes()
    {
        const string Text = "divert(-1)dnl FEATURE(`no')\n# FEATURE(`no')\nFEATURE(`dnsbl', `bl.test', `\"550 (no), `really'\"')dnl\ndefine(`confX',\n  `1')\n";
        Assert.Equal(
            ["1 divert -1", "3 FEATURE dnsbl|bl.test|\"550 (no), really\"", "4 define confX|1"],
            M4Macros.Read(Text).Select(call => $"{call.Line} {call.Name} {string.Join('|', call.Arguments)}"));
    }

    [Theory]
    [InlineData("OK", "OK")]
    [InlineData("REJECT", "REJECT")]
    [InlineData("REJECT 5.7.1 go away", "550 5.7.1 go away")]
    [InlineData("reject go away", "ERROR:5.7.1:550 go away")]
    [InlineData("DUNNO", "SKIP")]
    [InlineData("HOLD", "QUARANTINE:held by an access table")]
    [InlineData("554 no", "554 no")]
    [InlineData("PREPEND X: y", null)]
    public void PostfixsActionsAreValues(string action, string? value) => Assert.Equal(value, AccessAction.Convert(action, out _));
}
