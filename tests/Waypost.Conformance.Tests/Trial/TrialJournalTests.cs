using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Trial;

/// <summary>Zones whose last updates named has in its journal alone.</summary>
public sealed class TrialJournalTests : IAsyncDisposable
{
    private readonly NamedProcess _named = new();

    private static string Vectors
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "vectors", "journals")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder!.FullName, "tests", "vectors", "journals");
        }
    }

    [Fact]
    public async Task UpdatesThatAreInTheJournalAloneAreServedAndGoOn()
    {
        Copy("x.test.zone.jnl");
        await _named.StartAsync(_named.Configuration("""zone "x.test" { type primary; file "x.test.zone"; allow-update { 127.0.0.1; }; };"""));
        Assert.Contains("zone x.test/IN: loaded serial 9", _named.Lines);
        Assert.EndsWith("10 ns1.x.test.", await _named.AnswerAsync("new.x.test", "MX"), StringComparison.Ordinal);
        Assert.Equal("", await _named.AnswerAsync("old.x.test", "TXT"));
        Assert.Equal(0, (await _named.UpdateAsync("zone x.test\nupdate add more.x.test 60 A 192.0.2.77")).ExitCode);
        Assert.Equal(0, (await _named.RndcAsync("sync", "x.test")).ExitCode);
        // named would not load a file of serial 10 beside a journal that ends at 9.
        Assert.False(_named.Has("x.test.zone.jnl"));
        if (Tool.Find("named-checkzone") is not null)
        {
            ToolRun check = await Tool.RunAsync("named-checkzone", ["-j", "x.test", Path.Combine(_named.Folder, "x.test.zone")], TestContext.Current.CancellationToken);
            Assert.Contains("loaded serial 10", check.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AZoneThatItsJournalDoesNotFitIsNotLoaded()
    {
        Copy("x.test.zone.jnl");
        _named.Write("x.test.zone", NamedProcess.Zone(77));
        await _named.StartAsync(_named.Configuration("""zone "x.test" { type primary; file "x.test.zone"; };"""));
        Assert.Contains("zone x.test/IN: journal rollforward failed: journal out of sync with zone", _named.Lines);
        Assert.Contains("zone x.test/IN: not loaded due to errors.", _named.Lines);
        Assert.Equal("SERVFAIL", (await _named.DigAsync("www.x.test")).Status);
    }

    public ValueTask DisposeAsync() => _named.DisposeAsync();

    private void Copy(string journal)
    {
        File.Copy(Path.Combine(Vectors, "x.test.zone"), Path.Combine(_named.Folder, "x.test.zone"));
        File.Copy(Path.Combine(Vectors, journal), Path.Combine(_named.Folder, "x.test.zone.jnl"));
    }
}
