using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Dns;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

public sealed class CommandLineTests(WaypostServer server)
{
    [Fact]
    public async Task ZonesAndRecordsAreCreatedListedExportedImportedAndDeleted()
    {
        string zone = WaypostServer.Unique("cli") + ".example";
        await OkAsync("zones", "create", zone, "--primary-name-server", $"ns1.{zone}.", "--hostmaster", $"hostmaster.{zone}.");
        Assert.Contains(zone, await OkAsync("zones", "list"), StringComparison.Ordinal);
        await OkAsync("records", "set", zone, "www", "A", "192.0.2.1", "192.0.2.2", "--ttl", "60");
        await OkAsync("records", "set", zone, "@", "TXT", "\"v=spf1 -all\"");
        Assert.Equal(2, (await Dig.AskAsync(server.Ports, $"www.{zone}", "A")).Answer.Count);
        Assert.Contains("192.0.2.1 | 192.0.2.2", await OkAsync("records", "list", zone), StringComparison.Ordinal);
        string exported = await OkAsync("zones", "export", zone);
        Assert.Contains("SOA", exported, StringComparison.Ordinal);
        await OkAsync("records", "delete", zone, "www", "A");
        Assert.Equal("NXDOMAIN", (await Dig.AskAsync(server.Ports, $"www.{zone}", "A")).Status);
        await WithFileAsync(exported, file => OkAsync("zones", "import", zone, file));
        Assert.Equal(2, (await Dig.AskAsync(server.Ports, $"www.{zone}", "A")).Answer.Count);
        await OkAsync("zones", "delete", zone);
        await WithFileAsync(exported, file => OkAsync("zones", "import", zone, file));
        Assert.Equal(2, (await Dig.AskAsync(server.Ports, $"www.{zone}", "A")).Answer.Count);
    }

    [Fact]
    public async Task ATsigKeyIsMadeListedAndDeletedAndItsSecretShownOnce()
    {
        string name = WaypostServer.Unique("key");
        JsonElement created = JsonDocument.Parse(await OkAsync("tsig-keys", "set", name, "--algorithm", "hmac-sha512", "-o", "json")).RootElement;
        Assert.Equal(64, created.GetProperty("secret").GetBytesFromBase64().Length);
        Assert.Contains(name, await OkAsync("tsig-keys", "list"), StringComparison.Ordinal);
        Assert.DoesNotContain(created.GetProperty("secret").GetString()!, await OkAsync("tsig-keys", "get", name, "-o", "json"), StringComparison.Ordinal);
        await OkAsync("tsig-keys", "delete", name);
        Assert.Matches("""^key "ddns" \{\n\talgorithm hmac-sha256;\n\tsecret "[A-Za-z0-9+/]{43}=";\n\};\n$""", await OkAsync("tsig-keygen", "ddns"));
    }

    [Fact]
    public async Task AZoneIsCreatedFromItsMasterFile()
    {
        string zone = WaypostServer.Unique("clifile") + ".example";
        string masterFile = ExampleZones.Forward.Replace("example.com", zone, StringComparison.Ordinal);
        JsonElement created = JsonDocument.Parse(await WithFileAsync(masterFile, file => OkAsync("zones", "create", zone, "--file", file, "-o", "json"))).RootElement;
        Assert.Equal(zone, created.GetProperty("name").GetString());
        Assert.Equal(2026112401, created.GetProperty("serial").GetInt64());
    }

    [Fact]
    public async Task ViewsAclsAndSettingsAreSetListedAndDeleted()
    {
        string stem = WaypostServer.Unique("clidns");
        await OkAsync("acls", "set", $"acl-{stem}", "!127.0.0.9", "127.0.0.8/29");
        Assert.Contains("!127.0.0.9; 127.0.0.8/29", await OkAsync("acls", "list"), StringComparison.Ordinal);
        await OkAsync("views", "set", $"view-{stem}", "--position", "7", "--match-clients", $"acl-{stem}", "--allow-transfer", "none", "key xfr");
        Assert.Contains($"acl-{stem}", await OkAsync("views", "get", $"view-{stem}"), StringComparison.Ordinal);
        await OkAsync("zones", "create", $"{stem}.example", "--view", $"view-{stem}", "--allow-query", "any");
        await OkAsync("records", "set", $"{stem}.example", "www", "A", "192.0.2.8", "--view", $"view-{stem}");
        Assert.Equal([$"www.{stem}.example. 3600 IN A 192.0.2.8"], (await Dig.AskAsync(server.Ports, "-b", "127.0.0.10", $"www.{stem}.example", "A")).Answer);
        Assert.Equal("REFUSED", (await Dig.AskAsync(server.Ports, "-b", "127.0.0.9", $"www.{stem}.example", "A")).Status);
        await OkAsync("zones", "set", $"{stem}.example", "--view", $"view-{stem}", "--allow-query", "none");
        Assert.Equal("REFUSED", (await Dig.AskAsync(server.Ports, "-b", "127.0.0.10", $"www.{stem}.example", "A")).Status);
        await OkAsync("zones", "set", $"{stem}.example", "--view", $"view-{stem}", "--unset", "allowQuery");
        Assert.Equal("NOERROR", (await Dig.AskAsync(server.Ports, "-b", "127.0.0.10", $"www.{stem}.example", "A")).Status);
        Assert.Equal(1, (await RunAsync("acls", "delete", $"acl-{stem}")).ExitCode);

        await OkAsync("remote-server-lists", "set", $"list-{stem}", "192.0.2.1", "192.0.2.2 port 5353 key xfr", "--port", "5300");
        await OkAsync("remote-servers", "set", "192.0.2.0/24", "--bogus", "true", "--transfer-format", "one-answer");
        await OkAsync("logging-channels", "set", $"channel-{stem}", "--null", "true");
        await OkAsync("dns-settings", "set", "--category", $"notify=channel-{stem}", "--blackhole", "192.0.2.66");
        Assert.Contains($"notify channel-{stem}", await OkAsync("dns-settings", "get"), StringComparison.Ordinal);
        await OkAsync("dns-settings", "set", "--unset", "categories", "blackhole");
        await OkAsync("logging-channels", "delete", $"channel-{stem}");
        await OkAsync("remote-servers", "delete", "192.0.2.0/24");
        await OkAsync("remote-server-lists", "delete", $"list-{stem}");
        await OkAsync("zones", "delete", $"{stem}.example", "--view", $"view-{stem}");
        await OkAsync("views", "delete", $"view-{stem}");
        await OkAsync("acls", "delete", $"acl-{stem}");
    }

    [Fact]
    public async Task MailTablesAreSetListedAndDeleted()
    {
        string stem = WaypostServer.Unique("climail");
        await OkAsync("mail-domains", "set", $"{stem}.example");
        await WithFileAsync("correct horse\n", file => OkAsync("accounts", "set", stem, "--password-file", file));
        await OkAsync("aliases", "set", $"sales-{stem}", stem, "bob@example.org");
        await OkAsync("virtual-users", "set", $"@other-{stem}.example", stem);
        await OkAsync("access-entries", "set", $"From:spam@{stem}.example", "REJECT");
        Assert.Contains($"{stem}.example", await OkAsync("mail-domains", "list"), StringComparison.Ordinal);
        Assert.Contains(stem, await OkAsync("accounts", "list"), StringComparison.Ordinal);
        Assert.Contains($"{stem}, bob@example.org", await OkAsync("aliases", "list"), StringComparison.Ordinal);
        Assert.Contains($"@other-{stem}.example", await OkAsync("virtual-users", "list"), StringComparison.Ordinal);
        Assert.Contains("REJECT", await OkAsync("access-entries", "get", $"From:spam@{stem}.example"), StringComparison.Ordinal);
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", $"any@other-{stem}.example");
        Assert.Single(await Until.AnswerAsync(
            () => Inbox.OverPop3Async(server.Ports, stem, "correct horse"), messages => messages.Count > 0, TestContext.Current.CancellationToken));
        await OkAsync("access-entries", "delete", $"From:spam@{stem}.example");
        await OkAsync("virtual-users", "delete", $"@other-{stem}.example");
        await OkAsync("aliases", "delete", $"sales-{stem}");
        await OkAsync("accounts", "delete", stem);
        await OkAsync("mail-domains", "delete", $"{stem}.example");
        Assert.Equal(4, (await RunAsync("mail-domains", "get", $"{stem}.example")).ExitCode);
    }

    [Fact]
    public async Task TheQueueIsListedAndFlushed()
    {
        Assert.StartsWith("[", (await OkAsync("queue", "list", "-o", "json")).TrimStart(), StringComparison.Ordinal);
        Assert.Contains("recipients of", await OkAsync("queue", "flush"), StringComparison.Ordinal);
        ToolRun missing = await RunAsync("queue", "hold", "nothing");
        Assert.Equal(4, missing.ExitCode);
        Assert.StartsWith("waypost: 404", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorsAreLinesAndExitCodes()
    {
        string zone = WaypostServer.Unique("clierror") + ".example";
        (await server.Api.PostAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).Expect(HttpStatusCode.Created);
        ToolRun invalid = await RunAsync("records", "set", zone, "www", "A", "192.0.2.1", "nonsense");
        Assert.Equal(1, invalid.ExitCode);
        Assert.Contains("records[1]", invalid.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("zones", "create", zone)).ExitCode);
        Assert.Equal(2, (await RunAsync("zones", "get")).ExitCode);
        Assert.Equal(2, (await RunAsync("zones", "list", "-o", "xml")).ExitCode);
        Assert.Equal(2, (await RunAsync("zones", "import", zone, "/no/such/file")).ExitCode);
        ToolRun noKey = await RunAsync("zones", "list", "--key", "wrong");
        Assert.Equal(1, noKey.ExitCode);
        Assert.Contains("401", noKey.Error, StringComparison.Ordinal);
        ToolRun noServer = await RunAsync("zones", "list", "--server", $"http://127.0.0.1:{FreePort.Next()}");
        Assert.Equal(3, noServer.ExitCode);
        Assert.All(new[] { invalid, noKey, noServer }, run => Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheKeyMayComeFromAFile()
    {
        string file = Path.Combine(server.Process.DataDirectory, "admin.key");
        ToolRun run = await RunWithKeyAsync(null, "zones", "list", "--key-file", file);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private async Task<string> OkAsync(params string[] arguments)
    {
        ToolRun run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"waypost {string.Join(' ', arguments)}: {run}");
        return run.Output;
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => RunWithKeyAsync(server.Process.AdminKey, arguments);

    private Task<ToolRun> RunWithKeyAsync(string? key, params string[] arguments) => Tool.RunAsync(
        "dotnet",
        [ServerBinary.LocateCli(), .. arguments],
        new Dictionary<string, string?> { ["WAYPOST_ENDPOINT"] = $"http://127.0.0.1:{server.Ports.Http}", ["WAYPOST_API_KEY"] = key },
        TestContext.Current.CancellationToken);

    private static async Task<string> WithFileAsync(string text, Func<string, Task<string>> use)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            return await use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
