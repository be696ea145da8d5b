using System.Text;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Cli;

/// <summary>sendmail as cron, PHP's mail() and git send-email call it, and its queue listings.</summary>
public sealed class SendmailCommandTests(WaypostServer server) : IDisposable
{
    private readonly ClassicLinks _links = new();

    public void Dispose() => _links.Dispose();

    [Fact]
    public async Task AMessageOnStandardInputIsDelivered()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await _links.OkAsync(server.Process, $"printf 'Subject: hello\\n\\nline\\n.\\nafter the dot\\n' | sendmail -i -f bob@example.org {scene.Address}");
        string message = await OneAsync(scene);
        Assert.Contains("Return-Path: <bob@example.org>\r\n", message, StringComparison.Ordinal);
        Assert.Contains("Subject: hello\r\n", message, StringComparison.Ordinal);
        Assert.Contains("From: ", message, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: ", message, StringComparison.Ordinal);
        Assert.Contains("\r\nMessage-ID: <", message, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nline\r\n.\r\nafter the dot\r\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADotEndsAMessageUnlessItIsIgnored()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await _links.OkAsync(server.Process, $"printf 'Subject: hello\\n\\nline\\n.\\nafter the dot\\n' | sendmail -f bob@example.org {scene.Address}");
        Assert.EndsWith("\r\n\r\nline\r\n", await OneAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecipientsComeFromTheHeaderAndBccIsNotSeen()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string header = $"To: \"Somebody, Else\" <sales-nobody@{scene.VirtualDomain}>\\nBcc: {scene.Alias}@{scene.Domain}\\nSubject: from PHP\\nFrom: web@example.org\\n\\nbody\\n";
        await _links.OkAsync(server.Process, $"printf '{header}' | sendmail -t -i -fweb@example.org");
        string message = await OneAsync(scene, atLeast: 1);
        Assert.DoesNotContain("Bcc:", message, StringComparison.Ordinal);
        Assert.Contains("From: web@example.org\r\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CronsMailIsDeliveredWithItsOptions()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string cron = $"From: root (Cron Daemon)\\nTo: {scene.Account}\\nSubject: Cron <root@host> true\\nContent-Type: text/plain; charset=UTF-8\\n\\ncaf\\303\\251\\n";
        await _links.OkAsync(server.Process, $"printf '{cron}' | sendmail -i -FCronDaemon -B8BITMIME -oem {scene.Account}");
        Assert.Contains("caf\u00c3\u00a9\r\n", await OneAsync(scene), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@{0}", 67, "User unknown")]
    [InlineData("someone@elsewhere.example", 69, "Relaying denied")]
    [InlineData("'two words'@", 65, "User address required")]
    [InlineData("", 64, "Recipient names must be specified")]
    [InlineData("-Z x@example.org", 64, "invalid option")]
    public async Task RefusalsAreSysexitsCodes(string recipient, int code, string text)
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        ToolRun run = await _links.RunAsync(server.Process, $"printf 'Subject: x\\n\\nx\\n' | sendmail -f bob@example.org {string.Format(recipient, scene.Domain)}");
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailWaitsInTheSpoolWhileTheServerIsDown()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        int dead = ClassicLinks.DeadPort();
        await _links.OkAsync(server.Process, $"printf 'Subject: later\\n\\nbody\\n' | sendmail -f bob@example.org {scene.Address}", dead);
        string listed = await _links.OkAsync(server.Process, "mailq -Ac", dead);
        Assert.Contains($"{_links.Spool} (1 request)", listed, StringComparison.Ordinal);
        Assert.Contains("<bob@example.org>", listed, StringComparison.Ordinal);
        Assert.Contains($"\t\t\t\t\t <{scene.Address}>", listed, StringComparison.Ordinal);
        Assert.Contains("Connection refused", listed, StringComparison.Ordinal);
        Assert.Equal(75, (await _links.RunAsync(server.Process, "sendmail -q -Ac", dead)).ExitCode);

        await _links.OkAsync(server.Process, "sendmail -q -Ac");
        Assert.Contains("Subject: later\r\n", await OneAsync(scene), StringComparison.Ordinal);
        Assert.Equal($"{_links.Spool} is empty\n\t\tTotal requests: 0\n", await _links.OkAsync(server.Process, "sendmail -bp -Ac"));
    }

    [Fact]
    public async Task WhatTheServerRefusesFromTheSpoolGoesBackToItsSender()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await _links.OkAsync(server.Process, $"printf 'Subject: later\\n\\nbody\\n' | sendmail -f {scene.Address} nobody@{scene.Domain}", ClassicLinks.DeadPort());
        await _links.OkAsync(server.Process, "sendmail -q -Ac");
        string notice = await OneAsync(scene);
        Assert.Contains($"<nobody@{scene.Domain}>: 550 5.1.1", notice, StringComparison.Ordinal);
        Assert.Contains("Subject: later", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASessionOnStandardInputIsSmtp()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string session = $"EHLO me\\r\\nMAIL FROM:<bob@example.org>\\r\\nRCPT TO:<{scene.Address}>\\r\\nDATA\\r\\nSubject: by -bs\\r\\n\\r\\nbody\\r\\n.\\r\\nQUIT\\r\\n";
        string output = await _links.OkAsync(server.Process, $"printf '{session}' | sendmail -bs");
        Assert.StartsWith("220 ", output, StringComparison.Ordinal);
        Assert.Contains("Subject: by -bs\r\n", await OneAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyingSaysWhereMailGoes()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        Assert.Equal($"{scene.Alias}@{scene.Domain}... deliverable: mailer local, user {scene.Account}\n", await _links.OkAsync(server.Process, $"sendmail -bv {scene.Alias}@{scene.Domain}"));
        Assert.Contains("mailer esmtp, host remote.example., user x@remote.example", await _links.OkAsync(server.Process, "sendmail -bv x@remote.example"), StringComparison.Ordinal);
        ToolRun unknown = await _links.RunAsync(server.Process, $"sendmail -bv nobody@{scene.Domain}");
        Assert.Equal((67, $"nobody@{scene.Domain}... User unknown\n"), (unknown.ExitCode, unknown.Output));
    }

    [Fact]
    public async Task PhpsMailUsesIt()
    {
        if (Tool.Find("php") is null)
        {
            Assert.Skip("php is not installed.");
        }

        MailScene scene = await MailScene.CreateAsync(server.Api);
        await _links.OkAsync(server.Process, $"php -d sendmail_path='{_links.PathOf("sendmail")} -t -i' -r 'exit(mail(\"{scene.Address}\", \"from PHP\", \"one\\ntwo\", \"From: web@example.org\") ? 0 : 1);'");
        string message = await OneAsync(scene);
        Assert.Contains("Subject: from PHP\r\n", message, StringComparison.Ordinal);
        Assert.Contains("one\r\ntwo\r\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitSendEmailUsesIt()
    {
        if (!File.Exists("/usr/lib/git-core/git-send-email"))
        {
            Assert.Skip("git send-email is not installed.");
        }

        MailScene scene = await MailScene.CreateAsync(server.Api);
        string patch = _links.PathOf("0001-one.patch");
        await File.WriteAllTextAsync(patch, "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: Bob <bob@example.org>\nDate: Tue, 24 Nov 2026 06:00:00 +0000\nSubject: [PATCH] one\n\nwhy\n---\n", TestContext.Current.CancellationToken);
        await _links.OkAsync(server.Process, $"HOME=/nonexistent git -c user.name=Bob -c user.email=bob@example.org -c sendemail.confirm=never send-email --quiet --suppress-cc=all --sendmail-cmd={_links.PathOf("sendmail")} --from 'Bob <bob@example.org>' --to {scene.Address} {patch}");
        Assert.Contains("Subject: [PATCH] one\r\n", await OneAsync(scene), StringComparison.Ordinal);
    }

    private async Task<string> OneAsync(MailScene scene, int atLeast = 1)
    {
        var messages = await Until.AnswerAsync(
            () => Inbox.OverPop3Async(server.Ports, scene.Account, scene.Password), found => found.Count >= atLeast, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(messages[0]);
    }
}
