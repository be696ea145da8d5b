using System.Globalization;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>Mail programs that work on the server's mailboxes.</summary>
public sealed class MailProgramTests(WaypostServer server)
{
    private const string ImapFlow = "imapflow@2.10.2";

    [Fact]
    public async Task NeomuttMovesFlagsAndDeletes()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun script = ClientRun.Of("script", "bsdutils");
        if (Tool.Find("neomutt") is null)
        {
            Assert.Skip("neomutt is not installed (Debian: neomutt)");
        }

        await account.FillAsync("INBOX", "stay", ImapAccount.Size / 4);
        await account.FillAsync("INBOX", "move", 5);
        await account.FillAsync("INBOX", "flag", 6);
        await account.FillAsync("INBOX", "gone", 7);
        string settings = script.Write("neomuttrc", $"""
            set imap_user="{account.Name}"
            set imap_pass="{ImapAccount.Password}"
            set folder="imap://127.0.0.1:{account.Port}/"
            set spoolfile="+INBOX"
            set ssl_starttls=no ssl_force_tls=no confirmappend=no confirmcreate=no delete=yes move=no quit=yes mark_old=no wait_key=no sleep_time=0
            push "<tag-pattern>~imove-<enter><tag-prefix><save-message>=Archive<enter><untag-pattern>~A<enter><tag-pattern>~iflag-<enter><tag-prefix><flag-message><delete-pattern>~igone-<enter><sync-mailbox><quit>"

            """);
        await script.RunOkAsync("-qec", $"neomutt -n -F {settings}", "/dev/null");
        SortedDictionary<string, string> inbox = await account.ReadAsync("INBOX");
        Assert.Equal((ImapAccount.Size / 4) + 6, inbox.Count);
        Assert.Equal(6, inbox.Count(message => message.Key.StartsWith("flag-", StringComparison.Ordinal) && message.Value.Contains('F', StringComparison.Ordinal)));
        Assert.Equal(5, (await account.ReadAsync("Archive")).Count);
    }

    [Fact]
    public async Task ImapFlowReadsAndChanges()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun node = ClientRun.Of("node", "nodejs");
        if (Tool.Find("npm") is null
            || (await Tool.RunAsync("npm", ["install", "--no-audit", "--no-fund", "--prefix", node.Home, ImapFlow], TestContext.Current.CancellationToken)) is { ExitCode: not 0 })
        {
            Assert.Skip($"npm cannot install {ImapFlow}");
        }

        await account.FillAsync("INBOX", "flow", 20);
        string script = node.Write("imapflow.mjs", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Imap", "imapflow.mjs"), TestContext.Current.CancellationToken));
        ToolRun run = await node.RunOkAsync(script, account.Port.ToString(CultureInfo.InvariantCulture), account.Name, ImapAccount.Password);
        using JsonDocument seen = JsonDocument.Parse(run.Output);
        JsonElement root = seen.RootElement;
        Assert.Equal(20, root.GetProperty("subjects").GetArrayLength());
        Assert.StartsWith("Body of flow 1", root.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, root.GetProperty("moved").GetInt32());
        Assert.Equal(11, root.GetProperty("found").GetInt32());
        Assert.True(root.GetProperty("appended").GetBoolean());
        Assert.Equal(17, (await account.ReadAsync("INBOX")).Count);
        Assert.Equal(2, (await account.ReadAsync("Archive")).Count);
    }
}
