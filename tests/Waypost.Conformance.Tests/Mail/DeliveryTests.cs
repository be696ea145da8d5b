using System.Text;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Mail;

[Trait("RFC", "5321")]
public sealed class DeliveryTests(WaypostServer server)
{
    [Fact]
    public async Task MailReachesTheAccountTheAliasAndTheVirtualUser()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", scene.Address, "--header", "Subject: to the account");
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", $"{scene.Alias}@{scene.Domain}", "--header", "Subject: to the alias");
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", $"anybody@{scene.VirtualDomain}", "--header", "Subject: to the virtual user");
        string all = string.Concat((await Inbox.WaitAsync(server.Ports, scene, 3)).Select(Encoding.Latin1.GetString));
        Assert.Contains("Subject: to the account", all, StringComparison.Ordinal);
        Assert.Contains("Subject: to the alias", all, StringComparison.Ordinal);
        Assert.Contains("Subject: to the virtual user", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownRecipientIsRefusedWith550()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        ToolRun run = await Swaks.SendAsync(server.Ports.Smtp, "bob@example.org", $"nobody@{scene.Domain}");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("<** 550 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARejectedSenderIsRefusedWith550()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        ToolRun run = await Swaks.SendAsync(server.Ports.Smtp, scene.RejectedSender, scene.Address);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("<** 550 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADiscardedSendersMailIsTakenAndGoesNowhere()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await Swaks.SendOkAsync(server.Ports.Smtp, scene.DiscardedSender, scene.Address, "--header", "Subject: to be discarded");
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", scene.Address, "--header", "Subject: to be kept");
        byte[] only = Assert.Single(await Inbox.WaitAsync(server.Ports, scene, 1));
        Assert.Contains("Subject: to be kept", Encoding.Latin1.GetString(only), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RelayIsRefused()
    {
        ToolRun run = await Swaks.SendAsync(server.Ports.Smtp, "bob@example.org", "somebody@elsewhere.example.net");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches(@"<\*\* 55[04] ", run.Output);
    }

    [Fact]
    public async Task AChangeOfATableHoldsForTheNextSession()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string late = WaypostServer.Unique("late");
        Assert.NotEqual(0, (await Swaks.SendAsync(server.Ports.Smtp, "bob@example.org", $"{late}@{scene.Domain}")).ExitCode);
        (await server.Api.PutAsync($"/v1/aliases/{late}", $$"""{"targets": ["{{scene.Account}}"]}""")).Expect(System.Net.HttpStatusCode.Created);
        await Swaks.SendOkAsync(server.Ports.Smtp, "bob@example.org", $"{late}@{scene.Domain}");
        (await server.Api.DeleteAsync($"/v1/aliases/{late}")).Expect(System.Net.HttpStatusCode.NoContent);
        Assert.NotEqual(0, (await Swaks.SendAsync(server.Ports.Smtp, "bob@example.org", $"{late}@{scene.Domain}")).ExitCode);
    }

    [Fact]
    public async Task TheOrderOfCommandsIsKept()
    {
        using LineSession session = await LineSession.ConnectAsync(server.Ports.Smtp);
        await session.SmtpReplyAsync("220");
        await session.CommandAsync("MAIL FROM:<bob@example.org>", "503");
        await session.SendLineAsync("EHLO client.example.net");
        await session.SmtpReplyAsync("250");
        await session.CommandAsync("RCPT TO:<ann@example.com>", "503");
        await session.CommandAsync("DATA", "503");
        await session.CommandAsync("NONSENSE", "500");
        await session.CommandAsync("MAIL FROM:bob", "501");
        await session.CommandAsync("NOOP", "250");
        await session.CommandAsync("RSET", "250");
        await session.CommandAsync("QUIT", "221");
        Assert.Null(await session.ReadLineAsync());
    }
}
