using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Waypost.Dns.Tsig;
using Waypost.Server.Rndc;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Server.Tests.Rndc;

/// <summary>Debian's own rndc against the channel.</summary>
public sealed class RndcChannelTests : IAsyncDisposable
{
    private const string Secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTI=";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waypost-rndc-");
    private readonly RecordingTarget _target = new();
    private readonly int _port = FreePort.Next();
    private RndcChannel? _channel;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hmac-md5")]
    [InlineData("hmac-sha1")]
    [InlineData("hmac-sha224")]
    [InlineData("hmac-sha256")]
    [InlineData("hmac-sha384")]
    [InlineData("hmac-sha512")]
    public async Task RndcSpeaksToItWithEveryAlgorithm(string algorithm)
    {
        Open(algorithm);
        var run = await RndcAsync(algorithm, "status");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.StartsWith("version: Waypost test\nrunning on ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("server is up and running\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyThatIsNotTheServersClosesTheConnection()
    {
        Open("hmac-sha512");
        var run = await RndcAsync("hmac-sha256", "stop");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("connection to remote host closed", run.Error, StringComparison.Ordinal);
        Assert.False(_target.Stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task AnAddressThatIsNotAllowedIsRejected()
    {
        Open("hmac-sha256", allows: false);
        Assert.Equal(1, (await RndcAsync("hmac-sha256", "status")).ExitCode);
    }

    [Theory]
    [InlineData("reload", 0, "server reload successful", "reload True")]
    [InlineData("reconfig", 0, "", "reload False")]
    [InlineData("reload example.com", 0, "zone reload up-to-date", "reload example.com _default")]
    [InlineData("reload EXAMPLE.com. IN _default", 0, "zone reload up-to-date", "reload example.com _default")]
    [InlineData("reload sec.test", 0, "zone refresh queued", "refresh sec.test False")]
    [InlineData("reload dyn.test", 1, "rndc: 'reload' failed: dynamic zone", null)]
    [InlineData("reload frozen.test", 0, "zone reload up-to-date", "reload frozen.test _default")]
    [InlineData("reload both.test", 1, "rndc: 'reload' failed: multiple\nzone 'both.test' was found in multiple views", null)]
    [InlineData("reload both.test IN other", 0, "zone reload up-to-date", "reload both.test other")]
    [InlineData("reload nope.test", 1, "rndc: 'reload' failed: not found\nno matching zone 'nope.test' in any view", null)]
    [InlineData("reload example.com IN nosuch", 1, "rndc: 'reload' failed: not found\nno matching view 'nosuch'", null)]
    [InlineData("reload example.com XX", 1, "rndc: 'reload' failed: unknown class/type", null)]
    [InlineData("reload example.com CH", 1, "rndc: 'reload' failed: not found\nno matching zone 'example.com' in any view", null)]
    [InlineData("freeze", 0, "", "freeze ")]
    [InlineData("freeze dyn.test", 0, "", "freeze dyn.test")]
    [InlineData("freeze example.com", 1, "rndc: 'freeze' failed: not dynamic", null)]
    [InlineData("freeze frozen.test", 1, "rndc: 'freeze' failed: already frozen\nWARNING: The zone was already frozen.\nSomeone else may be editing it or it may still be re-loading.", null)]
    [InlineData("thaw frozen.test", 0, "", "thaw frozen.test")]
    [InlineData("thaw example.com", 0, "", null)]
    [InlineData("sync -clean dyn.test", 0, "", "sync dyn.test True")]
    [InlineData("sync", 0, "", "sync  False")]
    [InlineData("notify example.com", 0, "zone notify queued", "notify example.com")]
    [InlineData("refresh sec.test", 0, "zone refresh queued", "refresh sec.test False")]
    [InlineData("refresh example.com", 1, "rndc: 'refresh' failed: failure\nnot a secondary, mirror, or stub zone", null)]
    [InlineData("retransfer sec.test", 0, "", "refresh sec.test True")]
    [InlineData("retransfer example.com", 1, "rndc: 'retransfer' failed: failure\nretransfer: inappropriate zone type: primary", null)]
    [InlineData("zonestatus sec.test", 1, "rndc: 'zonestatus' failed: zone not loaded", null)]
    [InlineData("zonestatus", 1, "rndc: 'zonestatus' failed: unexpected end of input", null)]
    [InlineData("zonestatus x..y", 1, "rndc: 'zonestatus' failed: empty label", null)]
    [InlineData("showzone example.com", 0, "zone \"example.com\" { type primary; };", null)]
    [InlineData("addzone example.com {type;};", 1, "rndc: 'addzone' failed: already exists", null)]
    [InlineData("addzone new.test IN other { file \"a b\"; };", 0, "", "add other new.test { file \"a b\"; };")]
    [InlineData("addzone", 1, "rndc: 'addzone' failed: unexpected token", null)]
    [InlineData("modzone nope.test { type primary; };", 1, "rndc: 'modzone' failed: not found", null)]
    [InlineData("modzone example.com { };", 0, "zone 'example.com' must also be reconfigured in\nnamed.conf to make changes permanent.", "modify example.com { };")]
    [InlineData("delzone -clean example.com", 0, "zone 'example.com' is no longer active and will be deleted.\nTo keep it from returning when the server is restarted, it\nmust also be removed from named.conf.", "delete example.com True")]
    [InlineData("dumpdb -zones other", 0, "", "dump True other")]
    [InlineData("dumpdb -all nosuch", 0, "view 'nosuch' not found", null)]
    [InlineData("flush", 0, "", null)]
    [InlineData("flush nosuch", 1, "rndc: 'flush' failed: not found", null)]
    [InlineData("flushname www.example.com", 0, "", null)]
    [InlineData("flushtree example.com nosuch", 1, "rndc: 'flushtree' failed: failure", null)]
    [InlineData("nta example.com", 1, "rndc: 'nta' failed: not implemented\nnegative trust anchors need DNSSEC validation, which this server does not do", null)]
    [InlineData("stats", 0, "", "stats")]
    [InlineData("tsig-list", 0, "view \"_default\"; type \"static\"; key \"upd\";", null)]
    [InlineData("tsig-delete upd.", 0, "0 tsig keys deleted.", null)]
    [InlineData("querylog frob", 1, "rndc: 'querylog' failed: syntax error", null)]
    [InlineData("trace x", 1, "rndc: 'trace' failed: out of range", null)]
    [InlineData("loadkeys example.com", 1, "rndc: 'loadkeys' failed: permission denied", null)]
    [InlineData("signing -list example.com", 0, "No signing records found", null)]
    [InlineData("dnssec -status example.com", 0, "Zone does not have dnssec-policy", null)]
    [InlineData("frobnicate", 1, "rndc: 'frobnicate' failed: unknown command", null)]
    public async Task ACommandAnswersAsBindDoes(string command, int exitCode, string text, string? call)
    {
        Open("hmac-sha256");
        var run = await RndcAsync("hmac-sha256", command);
        Assert.Equal((exitCode, text), (run.ExitCode, (run.Output + run.Error).TrimEnd('\n')));
        Assert.Equal(call is null ? [] : [call], _target.Calls);
    }

    [Fact]
    public async Task ZonestatusPrintsWhatBindPrints()
    {
        Open("hmac-sha256");
        Assert.Equal(
            "name: example.com\ntype: primary\nfiles: example.com.zone\nserial: 7\nnodes: 3\nlast loaded: Thu, 01 Jan 1970 00:00:00 GMT\n"
            + "secure: no\ndynamic: no\nreconfigurable via modzone: no\n",
            (await RndcAsync("hmac-sha256", "zonestatus example.com")).Output);
    }

    [Fact]
    public async Task QueryLoggingAndTheDebugLevelAreSwitched()
    {
        Open("hmac-sha256");
        await RndcAsync("hmac-sha256", "querylog");
        await RndcAsync("hmac-sha256", "trace 3");
        await RndcAsync("hmac-sha256", "trace");
        Assert.Equal((true, 4), (_target.QueryLogging, _target.DebugLevel));
        await RndcAsync("hmac-sha256", "querylog off");
        await RndcAsync("hmac-sha256", "notrace");
        Assert.Equal((false, 0), (_target.QueryLogging, _target.DebugLevel));
    }

    [Fact]
    public async Task StopAnswersBeforeItStops()
    {
        Open("hmac-sha256");
        var run = await RndcAsync("hmac-sha256", "stop -p");
        Assert.Equal($"pid: {Environment.ProcessId}\n", run.Output);
        Assert.True(await _target.Stopped.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task AReadOnlyChannelChangesNothing()
    {
        Open("hmac-sha256", readOnly: true);
        Assert.Equal(0, (await RndcAsync("hmac-sha256", "zonestatus example.com")).ExitCode);
        Assert.Equal(1, (await RndcAsync("hmac-sha256", "reload")).ExitCode);
        Assert.Empty(_target.Calls);
    }

    [Theory]
    [InlineData("ffffffff")]
    [InlineData("00000000")]
    [InlineData("0000000400000001")]
    [InlineData("000000050000000105")]
    [InlineData("0000000800000002ffffffff")]
    public async Task GarbageClosesTheConnectionAndNothingElse(string hex)
    {
        Open("hmac-sha256");
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _port, Cancellation);
        await client.GetStream().WriteAsync(Convert.FromHexString(hex), Cancellation);
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Cancellation));
        Assert.Equal(0, (await RndcAsync("hmac-sha256", "status")).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
        {
            await _channel.DisposeAsync();
        }
        _folder.Delete(recursive: true);
    }

    private void Open(string algorithm, bool allows = true, bool readOnly = false)
    {
        Assert.True(TsigKey.TryCreate("rndc-key", algorithm, Secret, out var key, out _));
        var settings = new RndcChannelSettings(new IPEndPoint(IPAddress.Loopback, _port), [key], _ => allows, readOnly);
        _channel = new RndcChannel(settings, _target, TimeProvider.System, NullLogger<RndcChannel>.Instance);
        Assert.True(_channel.Start());
    }

    private async Task<ToolRun> RndcAsync(string algorithm, string command)
    {
        if (Tool.Find("rndc") is null)
        {
            Assert.Skip("rndc is not installed (Debian: bind9-utils)");
        }
        var configuration = Path.Combine(_folder.FullName, "rndc.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            key "rndc-key" { algorithm {{algorithm}}; secret "{{Secret}}"; };
            options { default-key "rndc-key"; default-server 127.0.0.1; };
            """, Cancellation);
        var brace = command.IndexOf('{', StringComparison.Ordinal);
        string[] words = [.. (brace < 0 ? command : command[..brace]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        words = brace < 0 ? words : [.. words, command[brace..]];
        return await Tool.RunAsync("rndc", ["-c", configuration, "-p", _port.ToString(CultureInfo.InvariantCulture), .. words], Cancellation);
    }
}
