using System.Net;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

/// <summary>sendmail's and Postfix's files in, and sendmail's out, against a server of the test's own.</summary>
public sealed class MailFilesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("waypost-mail-");
    private WaypostProcess? _process;
    private ApiSession? _api;

    private WaypostProcess Server => _process ?? throw new InvalidOperationException("The server is not started.");

    private ApiSession Api => _api ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        _process = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);
        _api = new ApiSession(_process);
    }

    public async ValueTask DisposeAsync()
    {
        _files.Delete(recursive: true);
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    [Fact]
    public async Task SendmailsTablesAreShownThenImportedThenExportedAsTheyWere()
    {
        const string Access = "Connect:192.0.2\tREJECT\nFrom:spam@bad.test\tERROR:5.7.1:550 No\nTo:partner.test\tRELAY\nClientRate:\t20\n";
        await WriteAsync("local-host-names", "# ours\nexample.com\nexample.org # second\n");
        await WriteAsync("access", "# table\n" + Access + "Connect:192.0.2 OK\nAuthInfo:x \"U:u\"\n");
        await WriteAsync("virtusertable", "info@v.test\tann\n@v.test\terror:nouser 550 No such user\nlist@v.test\tann, bob\n");
        await WriteAsync("mailertable", "partner.test\tesmtp:[192.0.2.9]\n.old.test\tuucp:host\n");
        await WriteAsync("genericstable", "ann\tann.smith@example.com\n");
        await WriteAsync("relay-domains", "hosted.test\n10.1\npartner.test\n");
        await WriteAsync("aliases", "postmaster: root\nroot: ann\nstaff: ann,\n  bob\nvac: ann, |/usr/bin/vacation ann\n");
        await WriteAsync("sendmail.mc", """
            divert(-1)dnl
            VERSIONID(`test')dnl
            dnl FEATURE(`not_this')
            define(`confMAX_MESSAGE_SIZE', `10000000')dnl
            MASQUERADE_AS(`example.com')dnl
            FEATURE(`masquerade_envelope')dnl
            FEATURE(`dnsbl', `bl.test', `"550 no (really), `no'"')dnl
            FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access.db')dnl
            INPUT_MAIL_FILTER(`clamav', `S=local:/run/clamav')dnl
            RELAY_DOMAIN(`more.test')dnl
            FEATURE(`no_such_feature')dnl
            """);
        Directory.CreateDirectory(PathOf("home/ann"));
        await WriteAsync("home/ann/.forward", "\\ann, ann@elsewhere.test\n");

        string shown = await OkAsync("import", "sendmail", _files.FullName, "--home", PathOf("home"));
        Assert.All(
            [
                "example.org", "Nothing was written", "access:6", "a duplicate key; the one in line 2 counts", "access:7", "not a supported tag", "virtusertable:3", "a virtual user has one target", "mailertable:2",
                "Smtp:MaxMessageSize = 10000000", "MailTables:MasqueradeAs = example.com", "MailTables:MasqueradeEnvelope = true", "FEATURE(dnsbl)", "DNS block lists", "milters are not called", "FEATURE(no_such_feature)", "not known",
                "needs MailTables:CommandDirectory", "sendmail.mc:7",
            ],
            text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("not_this", shown, StringComparison.Ordinal);
        (await Api.GetAsync("/v1/mail-domains/example.com")).Expect(HttpStatusCode.NotFound);

        ToolRun applied = await RunAsync("import", "sendmail", _files.FullName, "--home", PathOf("home"), "--apply");
        Assert.Equal(1, applied.ExitCode);
        Assert.Contains("aliases vac: '|/usr/bin/vacation ann': commands are not allowed", applied.Error, StringComparison.Ordinal);
        Assert.Contains("RELAY", (await Api.GetAsync("/v1/access-entries/Connect:10.1")).Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        (await Api.GetAsync("/v1/access-entries/To:more.test")).Expect(HttpStatusCode.OK);
        Assert.Contains("ann@elsewhere.test", (await Api.GetAsync("/v1/forwards/ann")).Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);

        string exported = PathOf("out");
        await OkAsync("export", "sendmail", exported);
        string access = await File.ReadAllTextAsync(Path.Combine(exported, "access"), TestContext.Current.CancellationToken);
        Assert.All(Access.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line + "\n", access, StringComparison.Ordinal));
        Assert.Equal("example.com\nexample.org\n", await File.ReadAllTextAsync(Path.Combine(exported, "local-host-names"), TestContext.Current.CancellationToken));
        Assert.Contains("staff:\tann, bob\n", await File.ReadAllTextAsync(Path.Combine(exported, "aliases"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string again = await OkAsync("import", "sendmail", exported, "--aliases", Path.Combine(exported, "aliases"), "--apply");
        Assert.DoesNotContain("Does not come", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostfixsParametersAndTablesAreShownThenImported()
    {
        await WriteAsync("main.cf", $"""
            myhostname = mx.example.com
            mydomain = example.com
            mydestination = $myhostname, $mydomain,
                localhost
            mynetworks = 127.0.0.0/8 192.0.2.0/24 [2001:db8::]/32
            relay_domains = partner.test
            relayhost = [smtp.example.net]:587
            message_size_limit = 20480000
            virtual_alias_domains = v.test
            virtual_alias_maps = hash:{PathOf("virtual")}
            alias_maps = hash:{PathOf("aliases")}
            transport_maps = lmdb:{PathOf("transport")}, ldap:{PathOf("ldap.cf")}
            smtpd_sender_restrictions = permit_mynetworks, check_sender_access hash:{PathOf("senders")}, reject_unknown_sender_domain
            smtpd_client_restrictions = check_client_access cidr:{PathOf("clients")}, reject_rbl_client bl.test
            header_checks = regexp:/etc/postfix/header_checks
            something_odd = yes
            """);
        await WriteAsync("virtual", "v.test\tanything\ninfo@v.test\tann\nteam@v.test\tann, bob@remote.test\n@w.test\t@v.test\nplain\tann\n");
        await WriteAsync("aliases", "root: ann\n");
        await WriteAsync("transport", "routed.test\tsmtp:[192.0.2.7]:2525\n.below.test\t:gate.test\nclosed.test\terror:5.1.2 no mail here\nx@y.test\tsmtp:\nfax.test\tfax:1\n");
        await WriteAsync("senders", "bad.test\tREJECT 5.7.1 go away\nodd.test\tFILTER smtp:x\nlater.test\tDEFER\nhold.test\tHOLD look at it\n");
        await WriteAsync("clients", "198.51.100.7/24 REJECT\n203.0.113.9 OK\n");

        string shown = await OkAsync("import", "postfix", _files.FullName);
        Assert.All(
            [
                "Delivery:SmartHost = [smtp.example.net]:587", "Smtp:MaxMessageSize = 20480000", "Smtp:RelayFromLoopback = true", "header_checks", "something_odd", "no counterpart known", "ldap:", "FILTER has no counterpart",
                "the transport fax has no counterpart", "routes are of domains", "reject_rbl_client", "Nothing was written",
            ],
            text => Assert.Contains(text, shown, StringComparison.Ordinal));

        await OkAsync("import", "postfix", _files.FullName, "--apply");
        foreach ((string path, string text) in new[]
        {
            ("mail-domains/example.com", "example.com"), ("mail-domains/mx.example.com", "mx"), ("virtual-users/info@v.test", "ann"), ("virtual-users/team@v.test", "team=v.test"), ("aliases/team=v.test", "bob@remote.test"),
            ("virtual-users/@w.test", "%1%3@v.test"), ("aliases/plain", "ann"), ("aliases/root", "ann"), ("mailer-routes/routed.test", "smtp:[192.0.2.7]:2525"), ("mailer-routes/.below.test", "smtp:gate.test"),
            ("mailer-routes/closed.test", "error:5.1.2:550 no mail here"), ("access-entries/From:bad.test", "550 5.7.1 go away"), ("access-entries/From:later.test", "ERROR:4.7.1:450"), ("access-entries/From:hold.test", "QUARANTINE:look at it"),
            ("access-entries/Connect:198.51.100.0%2F24", "REJECT"), ("access-entries/Connect:203.0.113.9", "OK"), ("access-entries/Connect:192.0.2.0%2F24", "RELAY"), ("access-entries/To:partner.test", "RELAY"), ("access-entries/Connect:2001:db8::%2F32", "RELAY"),
        })
        {
            Assert.Contains(text, (await Api.GetAsync("/v1/" + path)).Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        }
    }

    private string PathOf(string name) => Path.Combine(_files.FullName, name);

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(PathOf(name), text, TestContext.Current.CancellationToken);

    private async Task<string> OkAsync(params string[] arguments)
    {
        ToolRun run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"waypost {string.Join(' ', arguments)}: {run}");
        return run.Output;
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => Tool.RunAsync(
        "dotnet",
        [ServerBinary.LocateCli(), .. arguments],
        new Dictionary<string, string?> { ["WAYPOST_ENDPOINT"] = $"http://127.0.0.1:{Server.Ports.Http}", ["WAYPOST_API_KEY"] = Server.AdminKey },
        TestContext.Current.CancellationToken);
}
