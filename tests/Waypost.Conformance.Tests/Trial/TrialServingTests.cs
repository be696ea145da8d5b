using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Trial;

/// <summary>A BIND configuration as it stands, asked with dig and changed with nsupdate.</summary>
public sealed class TrialServingTests : IAsyncDisposable
{
    private readonly NamedProcess _named = new();

    [Fact]
    public async Task ViewsAclsAndIncludesHold()
    {
        _named.Write("in.zone", NamedProcess.Zone(1, "who IN TXT inside"));
        _named.Write("out.zone", NamedProcess.Zone(2, "$INCLUDE more.zone"));
        _named.Write("more.zone", "who IN TXT outside\n");
        _named.Write("shared.zone", NamedProcess.Zone(3));
        _named.Write("zones.conf", """
            view "inside" { match-clients { insiders; }; zone "x.test" { type primary; file "in.zone"; }; zone "s.test" { type primary; file "shared.zone"; }; };
            view "outside" {
                zone "x.test" { type primary; file "out.zone"; };
                zone "s.test" { in-view "inside"; };
                zone "closed.test" { type primary; file "shared.zone"; allow-query { none; }; };
            };
            """);
        await _named.StartAsync(_named.Configuration($$"""
            acl "insiders" { key "rndc-key"; };
            include "{{_named.Folder}}/zones.conf";
            """));
        Assert.Contains("zone x.test/IN/inside: loaded serial 1", _named.Lines);
        Assert.Contains("zone x.test/IN/outside: loaded serial 2", _named.Lines);
        Assert.EndsWith("\"outside\"", await _named.AnswerAsync("who.x.test", "TXT"), StringComparison.Ordinal);
        Assert.EndsWith("\"inside\"", Assert.Single((await _named.DigAsync("-y", $"hmac-sha256:rndc-key:{NamedProcess.Secret}", "who.x.test", "TXT")).Answer), StringComparison.Ordinal);
        Assert.Contains(" 3 3600 ", await _named.AnswerAsync("s.test", "SOA"), StringComparison.Ordinal);
        Assert.Equal("REFUSED", (await _named.DigAsync("www.closed.test")).Status);
        Assert.Equal("REFUSED", (await _named.DigAsync("elsewhere.test")).Status);
    }

    [Fact]
    public async Task TheOptionsOfAnswersHold()
    {
        await _named.StartAsync(_named.Configuration("", """version "none of your business"; hostname none; server-id "ns1"; minimal-any yes;"""));
        Assert.EndsWith("\"none of your business\"", Assert.Single((await _named.DigAsync("CH", "TXT", "version.bind")).Answer), StringComparison.Ordinal);
        Assert.EndsWith("\"ns1\"", Assert.Single((await _named.DigAsync("CH", "TXT", "id.server")).Answer), StringComparison.Ordinal);
        Assert.Empty((await _named.DigAsync("CH", "TXT", "hostname.bind")).Answer);
        _named.Write("named.conf", _named.Configuration("", "version none;"));
        Assert.Equal(0, (await _named.RndcAsync("reconfig")).ExitCode);
        Assert.Empty((await _named.DigAsync("CH", "TXT", "version.bind")).Answer);
    }

    [Fact]
    public async Task AZoneThatCannotBeLoadedIsServerFailureAndNamed()
    {
        _named.Write("broken.zone", NamedProcess.Zone(1, "bad IN A 192.0.2.999"));
        await _named.StartAsync(_named.Configuration("""
            zone "broken.test" { type primary; file "broken.zone"; };
            zone "missing.test" { type primary; file "missing.zone"; };
            """));
        Assert.Contains("zone missing.test/IN: loading from master file missing.zone failed: file not found", _named.Lines);
        Assert.Contains("zone missing.test/IN: not loaded due to errors.", _named.Lines);
        Assert.Contains("zone broken.test/IN: loading from master file broken.zone failed: bad dotted quad", _named.Lines);
        Assert.Contains("broken.zone:6", _named.Log, StringComparison.Ordinal);
        Assert.Equal("SERVFAIL", (await _named.DigAsync("www.broken.test")).Status);
        Assert.Equal("SERVFAIL", (await _named.DigAsync("www.missing.test")).Status);
    }

    [Fact]
    public async Task UpdatesAreWrittenToTheFileBySyncAndStop()
    {
        _named.Write("dyn.zone", NamedProcess.Zone(1));
        await _named.StartAsync(_named.Configuration("""zone "dyn.test" { type primary; file "dyn.zone"; update-policy local; };"""));
        ToolRun update = await _named.UpdateAsync("zone dyn.test\nupdate add new.dyn.test 60 A 192.0.2.77", "-k", Path.Combine(_named.Folder, "session.key"));
        Assert.True(update.ExitCode == 0, update.ToString());
        Assert.Equal("new.dyn.test. 60 IN A 192.0.2.77", await _named.AnswerAsync("new.dyn.test"));
        Assert.DoesNotContain("192.0.2.77", _named.Read("dyn.zone"), StringComparison.Ordinal);
        Assert.Equal(0, (await _named.RndcAsync("sync", "dyn.test")).ExitCode);
        Assert.Contains("192.0.2.77", _named.Read("dyn.zone"), StringComparison.Ordinal);

        Assert.NotEqual(0, (await _named.UpdateAsync("zone dyn.test\nupdate add other.dyn.test 60 A 192.0.2.78")).ExitCode);
        await _named.UpdateAsync("zone dyn.test\nupdate add last.dyn.test 60 A 192.0.2.79", "-k", Path.Combine(_named.Folder, "session.key"));
        await _named.SignalAsync("TERM");
        Assert.Equal(0, await _named.WaitForExitAsync());
        Assert.Contains("192.0.2.79", _named.Read("dyn.zone"), StringComparison.Ordinal);
        Assert.False(_named.Has("session.key"));
    }

    [Fact]
    public async Task AFrozenZoneTakesNoUpdatesAndItsFileMayBeEdited()
    {
        _named.Write("dyn.zone", NamedProcess.Zone(1));
        await _named.StartAsync(_named.Configuration("""zone "dyn.test" { type primary; file "dyn.zone"; allow-update { 127.0.0.1; }; };"""));
        Assert.Equal(0, (await _named.UpdateAsync("zone dyn.test\nupdate add a.dyn.test 60 A 192.0.2.10")).ExitCode);
        Assert.Equal(0, (await _named.RndcAsync("freeze", "dyn.test")).ExitCode);
        Assert.NotEqual(0, (await _named.UpdateAsync("zone dyn.test\nupdate add b.dyn.test 60 A 192.0.2.11")).ExitCode);
        string frozen = _named.Read("dyn.zone");
        Assert.Contains("192.0.2.10", frozen, StringComparison.Ordinal);
        _named.Write("dyn.zone", frozen.Replace("192.0.2.10", "192.0.2.20", StringComparison.Ordinal).Replace(" 2 3600", " 9 3600", StringComparison.Ordinal));
        Assert.Equal("A zone reload and thaw was started.\nCheck the logs to see the result.\n", (await _named.RndcAsync("thaw", "dyn.test")).Output);
        Assert.Equal("a.dyn.test. 60 IN A 192.0.2.20", await _named.AnswerAsync("a.dyn.test"));
        Assert.Equal(0, (await _named.UpdateAsync("zone dyn.test\nupdate add c.dyn.test 60 A 192.0.2.12")).ExitCode);
    }

    [Fact]
    public async Task ASecondaryIsTransferredAndServed()
    {
        await using NamedProcess primary = new();
        primary.Write("z.zone", NamedProcess.Zone(5));
        await primary.StartAsync(primary.Configuration("""zone "z.test" { type primary; file "z.zone"; };"""));
        await _named.StartAsync(_named.Configuration($$"""
            primaries upstream port {{primary.Port}} { 127.0.0.1; };
            zone "z.test" { type secondary; file "z.db"; primaries { upstream; }; };
            """));
        await _named.WaitForAsync("zone z.test/IN: transferred serial 5");
        Assert.Equal("www.z.test. 300 IN A 192.0.2.2", await _named.AnswerAsync("www.z.test"));
        primary.Write("z.zone", NamedProcess.Zone(6, "new IN A 192.0.2.6"));
        Assert.Equal("zone reload queued\n", (await primary.RndcAsync("reload", "z.test")).Output);
        Assert.Equal("zone refresh queued\n", (await _named.RndcAsync("refresh", "z.test")).Output);
        await _named.WaitForAsync("zone z.test/IN: transferred serial 6");
        Assert.Contains("next refresh: ", (await _named.RndcAsync("zonestatus", "z.test")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoggingChannelsTakeWhatTheirCategoriesSay()
    {
        _named.Write("named.conf", _named.Configuration("""
            zone "example.com" { type primary; file "example.com.zone"; };
            logging {
                channel all { file "all.log" versions 2 size 1m; print-time iso8601; print-category yes; print-severity yes; };
                channel asked { file "queries.log"; };
                category default { all; };
                category queries { asked; };
            };
            """));
        _named.Write("example.com.zone", NamedProcess.Zone(1));
        Assert.Equal(0, await _named.RunToExitAsync("-c", "named.conf"));
        await _named.DigAsync("www.example.com");
        Assert.Equal(0, (await _named.RndcAsync("halt")).ExitCode);
        await Until.AnswerAsync(() => Task.FromResult(_named.Read("all.log")), log => log.Contains("general: notice: exiting", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("zoneload: info: zone example.com/IN: loaded serial 1", _named.Read("all.log"), StringComparison.Ordinal);
        Assert.Contains("(www.example.com): query: www.example.com IN A +E(0)K (127.0.0.1)", _named.Read("queries.log"), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _named.DisposeAsync();
}
