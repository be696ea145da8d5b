using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Trial;

/// <summary>Starting and ending as named does.</summary>
public sealed class TrialStartTests : IAsyncDisposable
{
    private readonly NamedProcess _named = new();

    public static TheoryData<string, string> WrongCommandLines() => new()
    {
        { "-Z", "named: unknown option '-Z'" },
        { "-c", "named: option '-c' requires an argument" },
        { "-g extra", "named: extra command line arguments" },
        { "-p x", "named: port 'x' must be numeric" },
        { "-p 99999", "named: port '99999' out of range" },
        { "-n x", "named: number of cpus 'x' must be numeric" },
        { "-d x", "named: debug level 'x' must be numeric" },
        { "-m x", "named: unrecognized flag 'x'" },
        { "-4 -6", "named: cannot specify -4 and -6" },
        { "-u nosuchuser-", "named: user 'nosuchuser-' unknown" },
        { "-t /tmp", "named: -t: the trial mode does not change its root directory; run it in a container, or with systemd's RootDirectory=" },
    };

    [Fact]
    public async Task ItSaysWhatScriptsWaitFor()
    {
        _named.Write("example.com.zone", NamedProcess.Zone(7));
        await _named.StartAsync(_named.Configuration("""zone "example.com" { type primary; file "example.com.zone"; };"""));
        string[] expected =
        [
            $"loading configuration from '{_named.Folder}/named.conf'",
            $"the working directory is now '{_named.Folder}'",
            $"listening on IPv4 interface lo, 127.0.0.1#{_named.Port}",
            $"command channel listening on 127.0.0.1#{_named.ControlPort}",
            "zone example.com/IN: loaded serial 7",
            "all zones loaded",
            "running",
        ];
        Assert.Equal(expected, _named.Lines.Where(expected.Contains));
        Assert.Equal("www.example.com. 300 IN A 192.0.2.2", await _named.AnswerAsync("www.example.com"));
        Assert.Equal(_named.Id.ToString(CultureInfo.InvariantCulture), _named.Read("named.pid").Trim());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task ASignalEndsItWithZero(string signal)
    {
        await _named.StartAsync(_named.Configuration(""));
        await _named.SignalAsync(signal);
        Assert.Equal(0, await _named.WaitForExitAsync());
        Assert.Equal(
            [$"no longer listening on 127.0.0.1#{_named.Port}", "shutting down", $"stopping command channel on 127.0.0.1#{_named.ControlPort}", "exiting"],
            _named.Lines.TakeLast(4));
        Assert.False(_named.Has("named.pid"));
    }

    [Fact]
    public async Task AMissingConfigurationIsFatal()
    {
        Assert.Equal(1, await _named.RunToExitAsync("-g", "-c", "nosuch.conf"));
        Assert.Contains("nosuch.conf: file not found", _named.Log, StringComparison.Ordinal);
        Assert.Equal("exiting (due to fatal error)", _named.Lines[^1]);
    }

    [Fact]
    public async Task AnUnknownOptionIsFatalAndNamed()
    {
        _named.Write("named.conf", "options { frob yes; };\n");
        Assert.Equal(1, await _named.RunToExitAsync("-g", "-c", "named.conf"));
        Assert.Contains("named.conf:1: unknown option 'frob'", _named.Log, StringComparison.Ordinal);
        Assert.Equal(["loading configuration: failure", "exiting (due to fatal error)"], _named.Lines.TakeLast(2));
    }

    [Fact]
    public async Task ABusyPortIsFatal()
    {
        using TcpListener squatter = new(IPAddress.Loopback, _named.Port);
        squatter.Start();
        _named.Write("named.conf", _named.Configuration(""));
        Assert.Equal(1, await _named.RunToExitAsync("-g", "-c", "named.conf"));
        Assert.Contains("unable to listen on any configured interfaces", _named.Log, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongCommandLines))]
    public async Task AWrongCommandLineIsRefusedInNamedsWords(string arguments, string message)
    {
        Assert.Equal(1, await _named.RunToExitAsync(arguments.Split(' ')));
        Assert.Equal(message, _named.Lines[^1]);
    }

    [Fact]
    public async Task VersionOptionsPrintAndEnd()
    {
        Assert.Equal(0, await _named.RunToExitAsync("-v"));
        Assert.StartsWith("Waypost ", _named.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePortOfTheCommandLineHoldsWhereTheConfigurationHasNone()
    {
        string configuration = _named.Configuration("").Replace($"listen-on port {_named.Port} ", "listen-on ", StringComparison.Ordinal);
        await _named.StartAsync(configuration, "-p", _named.Port.ToString(CultureInfo.InvariantCulture), "-n", "1", "-U", "1", "-D", "remark", "-X", "named.lock");
        Assert.Contains($"listening on IPv4 interface lo, 127.0.0.1#{_named.Port}", _named.Lines);
        Assert.True(_named.Has("named.lock"));
    }

    [Fact]
    public async Task WithoutAForegroundOptionItRunsInTheBackground()
    {
        _named.Write("named.conf", _named.Configuration(""));
        Assert.Equal(0, await _named.RunToExitAsync("-c", "named.conf", "-L", "named.log"));
        Assert.EndsWith("general: notice: running", _named.Read("named.log").TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, (await _named.RndcAsync("stop")).ExitCode);
        await Until.AnswerAsync(() => Task.FromResult(_named.Read("named.log")), log => log.Contains("exiting", StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TheServerUnderTheNameNamedIsNamed()
    {
        string apphost = Path.ChangeExtension(ServerBinary.Locate(), null);
        string link = Path.Combine(_named.Folder, "named");
        File.CreateSymbolicLink(link, apphost);
        ToolRun run = await Tool.RunAsync(link, ["-v"], TestContext.Current.CancellationToken);
        Assert.StartsWith("Waypost ", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    public ValueTask DisposeAsync() => _named.DisposeAsync();
}
