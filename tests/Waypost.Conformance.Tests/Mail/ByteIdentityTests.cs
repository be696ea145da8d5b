using System.Globalization;
using System.Text.RegularExpressions;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Mail;

public sealed partial class ByteIdentityTests(WaypostServer server)
{
    [Fact]
    public async Task MailKitReadsWhatWasSentOverPop3AndImap()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        byte[] sent = RawMail.Awkward(scene.Account);
        using (await RawMail.SendAsync(server.Ports.Smtp, "bob@example.org", scene.Address, sent))
        {
            Inbox.AssertTraceThen(sent, Assert.Single(await Inbox.WaitAsync(server.Ports, scene, 1)));
            Inbox.AssertTraceThen(sent, Assert.Single(await Inbox.OverImapAsync(server.Ports, scene.Account, scene.Password)));
        }
    }

    [Fact]
    public async Task ARawPop3SessionReadsWhatWasSent()
    {
        (MailScene scene, byte[] sent) = await DeliverAsync();
        using LineSession pop3 = await LineSession.ConnectAsync(server.Ports.Pop3);
        await pop3.ExpectAsync("+OK");
        await pop3.CommandAsync($"USER {scene.Account}", "+OK");
        await pop3.CommandAsync($"PASS {scene.Password}", "+OK");
        string stat = await pop3.CommandAsync("STAT", "+OK 1 ");
        await pop3.CommandAsync("RETR 1", "+OK");
        byte[] stored = await pop3.Pop3BodyAsync();
        Inbox.AssertTraceThen(sent, stored);
        Assert.Equal(stored.Length, int.Parse(stat.Split(' ')[2], CultureInfo.InvariantCulture));
        await pop3.CommandAsync("UIDL 1", "+OK 1 ");
        await pop3.CommandAsync("RETR 2", "-ERR");
        await pop3.CommandAsync("DELE 1", "+OK");
        await pop3.CommandAsync("QUIT", "+OK");
        Assert.Empty(await Inbox.OverPop3Async(server.Ports, scene.Account, scene.Password));
    }

    [Fact]
    public async Task ARawImapSessionReadsWhatWasSent()
    {
        (MailScene scene, byte[] sent) = await DeliverAsync();
        using LineSession imap = await LineSession.ConnectAsync(server.Ports.Imap);
        await imap.ExpectAsync("* OK");
        await OkAsync(imap, "a1", $"LOGIN {scene.Account} \"{scene.Password}\"");
        Assert.Contains(await OkAsync(imap, "a2", "LIST \"\" \"*\""), line => line.StartsWith("* LIST ", StringComparison.Ordinal) && line.Contains("INBOX", StringComparison.Ordinal));
        Assert.Contains("* 1 EXISTS", await OkAsync(imap, "a3", "SELECT INBOX"));
        await imap.SendLineAsync("a4 FETCH 1 (BODY.PEEK[])");
        Match literal = Literal().Match(await imap.ExpectAsync("* 1 FETCH"));
        Assert.True(literal.Success);
        byte[] stored = await imap.ReadBytesAsync(int.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(")", await imap.ReadLineAsync());
        await imap.ExpectAsync("a4 OK");
        Inbox.AssertTraceThen(sent, stored);
        string summary = string.Join('\n', await OkAsync(imap, "a5", "FETCH 1 (UID FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE)"));
        Assert.Contains($"RFC822.SIZE {stored.Length}", summary, StringComparison.Ordinal);
        Assert.Contains($"\"{scene.Account}\"", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("\\Seen", summary, StringComparison.Ordinal);
        Assert.Contains(await OkAsync(imap, "a6", "STORE 1 +FLAGS (\\Seen)"), line => line.Contains("\\Seen", StringComparison.Ordinal));
        Assert.Contains("* SEARCH 1", await OkAsync(imap, "a7", "SEARCH SEEN"));
        Assert.Contains("* SEARCH 1", await OkAsync(imap, "a8", $"SEARCH SUBJECT {scene.Account}"));
        Assert.DoesNotContain("* SEARCH 1", await OkAsync(imap, "a9", "SEARCH UNSEEN"));
        await OkAsync(imap, "b1", "STORE 1 +FLAGS.SILENT (\\Deleted)");
        Assert.Contains("* 1 EXPUNGE", await OkAsync(imap, "b2", "EXPUNGE"));
        Assert.Contains(await OkAsync(imap, "b3", "LOGOUT"), line => line.StartsWith("* BYE", StringComparison.Ordinal));
        Assert.Empty(await Inbox.OverImapAsync(server.Ports, scene.Account, scene.Password));
    }

    [Fact]
    public async Task AWrongPasswordOpensNothing()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        using LineSession pop3 = await LineSession.ConnectAsync(server.Ports.Pop3);
        await pop3.ExpectAsync("+OK");
        await pop3.CommandAsync($"USER {scene.Account}", "+OK");
        await pop3.CommandAsync("PASS wrong", "-ERR");
        await pop3.CommandAsync("STAT", "-ERR");
        using LineSession imap = await LineSession.ConnectAsync(server.Ports.Imap);
        await imap.ExpectAsync("* OK");
        await imap.SendLineAsync($"a1 LOGIN {scene.Account} wrong");
        Assert.StartsWith("a1 NO", (await imap.ImapReplyAsync("a1"))[^1], StringComparison.Ordinal);
        await imap.SendLineAsync("a2 SELECT INBOX");
        Assert.StartsWith("a2 BAD", (await imap.ImapReplyAsync("a2"))[^1].Replace("a2 NO", "a2 BAD", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<(MailScene Scene, byte[] Sent)> DeliverAsync()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        byte[] sent = RawMail.Awkward(scene.Account);
        using LineSession smtp = await RawMail.SendAsync(server.Ports.Smtp, "bob@example.org", scene.Address, sent);
        await smtp.CommandAsync("QUIT", "221");
        await Inbox.WaitAsync(server.Ports, scene, 1);
        return (scene, sent);
    }

    private static async Task<IReadOnlyList<string>> OkAsync(LineSession imap, string tag, string command)
    {
        await imap.SendLineAsync($"{tag} {command}");
        IReadOnlyList<string> lines = await imap.ImapReplyAsync(tag);
        Assert.StartsWith($"{tag} OK", lines[^1], StringComparison.Ordinal);
        return lines;
    }

    [GeneratedRegex(@"\{(\d+)\}$")]
    private static partial Regex Literal();
}
