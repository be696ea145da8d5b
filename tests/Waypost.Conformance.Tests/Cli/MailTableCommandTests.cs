using System.Net;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

/// <summary>makemap, newaliases and mailq against a server of the tests' own: makemap makes a table what its input says.</summary>
public sealed class MailTableCommandTests : IAsyncLifetime
{
    private readonly ClassicLinks _links = new();
    private WaypostProcess? _process;
    private ApiSession? _api;

    private WaypostProcess Server => _process ?? throw new InvalidOperationException("The server is not started.");

    private ApiSession Api => _api ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        // No name server answers, so that mail for elsewhere waits.
        Dictionary<string, string> settings = new() { ["WAYPOST_Delivery__DnsServer"] = $"127.0.0.1:{ClassicLinks.DeadPort()}" };
        _process = await WaypostProcess.StartAsync(WaypostPorts.Free(), settings, TestContext.Current.CancellationToken);
        _api = new ApiSession(_process);
    }

    public async ValueTask DisposeAsync()
    {
        _links.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    [Fact]
    public async Task MakemapMakesTheTableWhatItsInputSays()
    {
        await _links.OkAsync(Server, "printf '# comment\\nConnect:192.0.2\\tREJECT\\nTo:relay.test   RELAY\\n' | makemap hash /etc/mail/access");
        Assert.Equal("Connect:192.0.2\tREJECT\nTo:relay.test\tRELAY\n", await _links.OkAsync(Server, "makemap -u hash /etc/mail/access.db"));
        await _links.OkAsync(Server, "printf 'From:a@b.test DISCARD\\n' | makemap -o hash access");
        Assert.Equal(3, (await _links.OkAsync(Server, "makemap -u hash access")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await _links.OkAsync(Server, "printf 'From:a@b.test OK\\n' | makemap hash access");
        Assert.Equal("From:a@b.test\tOK\n", await _links.OkAsync(Server, "makemap -u hash access"));
        await _links.OkAsync(Server, "printf 'ann@v.test bob@w.test\\n@v.test error:nouser 550 No such user here\\n' | makemap hash virtusertable");
        Assert.Contains("error:nouser 550 No such user here", (await Api.GetAsync("/v1/virtual-users/@v.test")).Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("printf 'a.test OK\\na.test REJECT\\n' | makemap hash access", 65, "line 2: key a.test: duplicate key")]
    [InlineData("printf 'a.test\\n' | makemap hash access", 65, "line 1: no RHS for LHS a.test")]
    [InlineData("printf 'a.test MAYBE\\n' | makemap hash access", 65, "line 1: key a.test: The value is")]
    [InlineData("printf '' | makemap hash nothing", 78, "no such table")]
    [InlineData("makemap", 64, "usage: makemap")]
    public async Task MakemapTellsWhatIsWrongInWhichLine(string line, int code, string text)
    {
        ToolRun run = await _links.RunAsync(Server, line);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewaliasesPutsTheFileIntoTheTable()
    {
        string file = _links.PathOf("aliases");
        await File.WriteAllTextAsync(file, "# people\npostmaster: ann\nall: ann,\n\tbob,\n  \"Carol, C\" <carol@remote.test>\nsplit: ann, \\\nbob\n\"odd name\": ann\nall: ann\nowner-all: bob\n", TestContext.Current.CancellationToken);
        ToolRun run = await _links.RunAsync(Server, $"newaliases {file}");
        Assert.Equal(65, run.ExitCode);
        Assert.Contains("line 9: duplicate alias name all", run.Error, StringComparison.Ordinal);
        Assert.Contains("odd name...", run.Error, StringComparison.Ordinal);
        Assert.Contains("4 aliases, longest", run.Output, StringComparison.Ordinal);
        Assert.Contains("""["ann","bob"]""", (await Api.GetAsync("/v1/aliases/split")).Body, StringComparison.Ordinal);
        Assert.Contains("""["ann"]""", (await Api.GetAsync("/v1/aliases/all")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailqHasSendmailsFormAndPostfixs()
    {
        Assert.EndsWith("is empty\n\t\tTotal requests: 0\n", await _links.OkAsync(Server, "mailq"), StringComparison.Ordinal);
        Assert.Equal("Mail queue is empty\n", await _links.OkAsync(Server, "mailq -o postfix"));
        (await Api.PutAsync("/v1/access-entries/To:waits.test", """{"value":"RELAY"}""")).Expect(HttpStatusCode.Created);
        await _links.OkAsync(Server, "printf 'Subject: x\\n\\nx\\n' | sendmail -f ann@example.org one@waits.test two@waits.test");
        string sendmail = await _links.OkAsync(Server, "sendmail -bp");
        Assert.Contains("-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------\n", sendmail, StringComparison.Ordinal);
        Assert.Matches("(?m)^[0-9A-Za-z]+ *[*! -] +[0-9]+ [A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]{2} [0-9:]{5} <ann@example.org>$", sendmail);
        Assert.Contains("\t\t\t\t\t <two@waits.test>\n\t\tTotal requests: 1\n", sendmail, StringComparison.Ordinal);
        string postfix = await _links.OkAsync(Server, "mailq -o");
        Assert.StartsWith("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n", postfix, StringComparison.Ordinal);
        Assert.EndsWith("\n-- 1 Kbytes in 1 Request.\n", postfix, StringComparison.Ordinal);
        Assert.EndsWith("Total requests: 0\n", await _links.OkAsync(Server, "mailq -qSnobody@"), StringComparison.Ordinal);
        Assert.EndsWith("Total requests: 1\n", await _links.OkAsync(Server, "mailq -qRtwo@"), StringComparison.Ordinal);
        Assert.EndsWith("Total requests: 0\n", await _links.OkAsync(Server, "mailq '-q!Rtwo@'"), StringComparison.Ordinal);
    }
}
