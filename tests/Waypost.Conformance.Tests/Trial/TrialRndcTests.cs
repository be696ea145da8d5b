using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Trial;

/// <summary>Debian's rndc against the trial mode; the texts are those of BIND 9.18.</summary>
public sealed class TrialRndcTests : IAsyncDisposable
{
    private readonly NamedProcess _named = new();

    [Fact]
    public async Task ReloadReadsWhatChangedAndNothingElse()
    {
        await StartAsync();
        Assert.Equal("zone reload up-to-date\n", (await _named.RndcAsync("reload", "example.com")).Output);
        _named.Write("example.com.zone", NamedProcess.Zone(2, "new IN A 192.0.2.5"));
        Assert.Equal("zone reload queued\n", (await _named.RndcAsync("reload", "example.com")).Output);
        Assert.Equal("new.example.com. 300 IN A 192.0.2.5", await _named.AnswerAsync("new.example.com"));
        _named.Write("example.com.zone", NamedProcess.Zone(3, "bad IN A 192.0.2.999"));
        ToolRun broken = await _named.RndcAsync("reload", "example.com");
        Assert.Equal((1, "rndc: 'reload' failed: bad dotted quad\n"), (broken.ExitCode, broken.Error));
        Assert.Equal("new.example.com. 300 IN A 192.0.2.5", await _named.AnswerAsync("new.example.com"));
    }

    [Theory]
    [InlineData("HUP", "all zones loaded")]
    [InlineData("rndc", "all zones loaded")]
    public async Task AReloadTakesAnotherConfiguration(string how, string done)
    {
        await StartAsync();
        _named.Write("second.zone", NamedProcess.Zone(9));
        _named.Write("named.conf", _named.Configuration("""
            zone "second.test" { type primary; file "second.zone"; };
            """));
        if (how == "HUP")
        {
            await _named.SignalAsync("HUP");
        }
        else
        {
            Assert.Equal("server reload successful\n", (await _named.RndcAsync("reload")).Output);
        }

        await _named.WaitForAsync("zone second.test/IN: loaded serial 9");
        await _named.WaitForAsync("reloading configuration succeeded");
        Assert.Contains(done, _named.Lines);
        Assert.Equal("REFUSED", (await _named.DigAsync("www.example.com")).Status);
        Assert.Equal("www.second.test. 300 IN A 192.0.2.2", await _named.AnswerAsync("www.second.test"));
    }

    [Fact]
    public async Task ABrokenConfigurationIsNotTaken()
    {
        await StartAsync();
        _named.Write("named.conf", "options { frob yes; };\n");
        ToolRun run = await _named.RndcAsync("reconfig");
        Assert.Equal((1, "rndc: 'reconfig' failed: failure\n"), (run.ExitCode, run.Error));
        Assert.Equal("www.example.com. 300 IN A 192.0.2.2", await _named.AnswerAsync("www.example.com"));
    }

    [Fact]
    public async Task ZonesAreAddedChangedShownAndDeleted()
    {
        await StartAsync();
        const string Statement = "{ type primary; file \"example.com.zone\"; };";
        Assert.Equal(0, (await _named.RndcAsync("addzone", "new.test", Statement)).ExitCode);
        Assert.Equal("www.new.test. 300 IN A 192.0.2.2", await _named.AnswerAsync("www.new.test"));
        Assert.Equal("rndc: 'addzone' failed: already exists\n", (await _named.RndcAsync("addzone", "new.test", Statement)).Error);
        Assert.Equal($"zone \"new.test\" {Statement}\n", (await _named.RndcAsync("showzone", "new.test")).Output);
        Assert.Equal(
            "zone 'new.test' reconfigured.\n",
            (await _named.RndcAsync("modzone", "new.test", "{ type primary; file \"example.com.zone\"; allow-query { none; }; };")).Output);
        Assert.Equal("REFUSED", (await _named.DigAsync("www.new.test")).Status);
        Assert.EndsWith("reconfigurable via modzone: yes\n", (await _named.RndcAsync("zonestatus", "new.test")).Output, StringComparison.Ordinal);
        Assert.Equal("", (await _named.RndcAsync("delzone", "new.test")).Output);
        Assert.Equal("rndc: 'delzone' failed: not found\nno matching zone 'new.test' in any view\n", (await _named.RndcAsync("delzone", "new.test")).Error);
        Assert.Equal(
            "rndc: 'addzone' failed: file not found\ndns_zone_loadnew failed: file not found\n",
            (await _named.RndcAsync("addzone", "bad.test", "{ type primary; file \"nofile\"; };")).Error);
        Assert.Equal("rndc: 'addzone' failed: unexpected token\n", (await _named.RndcAsync("addzone", "bad.test", "{ type frob; };")).Error);
        Assert.Contains("added zone new.test in view _default via addzone", _named.Lines);
    }

    [Fact]
    public async Task FilesAreWrittenWhereBindWritesThem()
    {
        await StartAsync();
        Assert.Equal(0, (await _named.RndcAsync("dumpdb", "-zones")).ExitCode);
        Assert.Contains("; Zone dump of 'example.com/IN'\n;\nexample.com.\t\t\t\t      300 IN SOA\t", _named.Read("named_dump.db"), StringComparison.Ordinal);
        Assert.EndsWith("; Dump complete\n", _named.Read("named_dump.db"), StringComparison.Ordinal);
        Assert.Equal(0, (await _named.RndcAsync("stats")).ExitCode);
        Assert.StartsWith("+++ Statistics Dump +++ (", _named.Read("named.stats"), StringComparison.Ordinal);
        Assert.Equal(0, (await _named.RndcAsync("recursing")).ExitCode);
        Assert.True(_named.Has("named.recursing"));
        Assert.Equal(0, (await _named.RndcAsync("secroots")).ExitCode);
        Assert.True(_named.Has("named.secroots"));
    }

    [Fact]
    public async Task QueriesAreLoggedWhileQuerylogIsOn()
    {
        await StartAsync();
        await _named.DigAsync("www.example.com", "A");
        await _named.RndcAsync("querylog", "on");
        await _named.DigAsync("www.example.com", "AAAA", "+tcp", "+dnssec");
        await _named.RndcAsync("querylog", "off");
        string line = Assert.Single(_named.Lines, line => line.Contains("): query: ", StringComparison.Ordinal));
        Assert.EndsWith("(www.example.com): query: www.example.com IN AAAA +E(0)TDK (127.0.0.1)", line, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _named.DisposeAsync();

    private async Task StartAsync()
    {
        _named.Write("example.com.zone", NamedProcess.Zone(1));
        await _named.StartAsync(_named.Configuration("""zone "example.com" { type primary; file "example.com.zone"; };""", "allow-new-zones yes;"));
    }
}
