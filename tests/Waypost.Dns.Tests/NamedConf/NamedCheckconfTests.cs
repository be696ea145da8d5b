using System.Text;
using Waypost.Dns.NamedConf;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>The same verdict, the same messages and the same canonical form as named-checkconf's.</summary>
public sealed class NamedCheckconfTests
{
    private static readonly bool All = Environment.GetEnvironmentVariable("WAYPOST_PARITY") == "all";

    [Fact]
    public void RulesHaveTheVerdictsAndMessagesThatNamedCheckconfGave()
    {
        StringBuilder different = new();
        var count = 0;
        foreach (var (text, status, messages) in ConfCorpus.Rules())
        {
            count++;
            var result = NamedConfFile.Parse(ConfCorpus.FileName, null, new MemoryConfFiles((ConfCorpus.FileName, text + "\n")));
            var mine = string.Join('\n', result.Diagnostics.Select(finding => finding.ToString().TrimEnd()));
            if ((result.HasErrors ? 1 : 0) != status || mine != string.Join('\n', messages))
            {
                different.AppendLine($"{text}\n  BIND {status}: {string.Join("\n    ", messages)}\n  here {(result.HasErrors ? 1 : 0)}: {mine}");
            }
        }
        Assert.True(count > 250, $"only {count} rules were read");
        Assert.Equal("", different.ToString());
    }

    [Fact]
    public void EveryClauseInEveryPlaceAgreesWithNamedCheckconf() => Compare(GrammarSamples.All().Where((_, index) => All || index % 31 == 0));

    [Fact]
    public void MutatedConfigurationsAgreeWithNamedCheckconf() => Compare(ConfCorpus.Files().Concat(ConfCorpus.Mutations(All ? 3000 : 200)));

    [Fact]
    public void RulesStillHaveTheVerdictsOfTheInstalledNamedCheckconf() => Compare(ConfCorpus.Rules().Where((_, index) => All || index % 5 == 0).Select(rule => rule.Text));

    private static void Compare(IEnumerable<string> configurations)
    {
        using NamedCheckconf bind = new();
        StringBuilder different = new();
        var count = 0;
        foreach (var text in configurations)
        {
            count++;
            var theirs = bind.Check(text + "\n", "-p");
            var result = NamedConfFile.Parse(ConfCorpus.FileName, null, new MemoryConfFiles((ConfCorpus.FileName, text + "\n")));
            var mine = string.Concat(result.Diagnostics.Select(finding => finding + "\n")) + (result.HasErrors ? "" : result.Config!.Print());
            if (theirs.Status != (result.HasErrors ? 1 : 0) || theirs.Output != mine)
            {
                different.AppendLine($"{text}\n  BIND {theirs.Status}: {theirs.Output}\n  here {(result.HasErrors ? 1 : 0)}: {mine}");
            }
        }
        TestContext.Current.SendDiagnosticMessage($"{count} configurations compared.");
        Assert.Equal("", different.ToString());
    }
}
