using System.Text;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.MailTables;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.MailTables;

/// <summary>The acceptance cases of the mail tables over real SMTP, from the addresses and names that they speak of.</summary>
public sealed class MailTableSmtpTests(TableServer server) : IClassFixture<TableServer>
{
    private static readonly string[] Message = ["From: x@sender.test", "Subject: case", "", "body"];

    public static TheoryData<string> AccessCases => [.. AccessCase.All.Keys];

    public static TheoryData<string> RecipientCases => [.. RecipientCase.All.Keys];

    [Theory]
    [MemberData(nameof(AccessCases))]
    public async Task AnAccessEntryDecidesAtRcpt(string name)
    {
        AccessCase test = AccessCase.All[name];
        await server.WithAsync(test.Pairs.Select(pair => ("access-entries", pair.Key, pair.Value)), async () =>
        {
            using LineSession session = await server.GreetAsync(test.ClientAddress);
            await session.CommandAsync($"MAIL FROM:<{test.ReversePath}>", "250");
            await session.CommandAsync($"RCPT TO:<{test.Recipient}>", test.Reply ?? "250 2.1.5");
        });
    }

    [Theory]
    [MemberData(nameof(RecipientCases))]
    public async Task ARecipientIsTakenOrRefusedAtRcpt(string name)
    {
        RecipientCase test = RecipientCase.All[name];
        var entries = test.Tables.SelectMany(table => MailTableText.Pairs(table.Entries).Select(pair => (table.Table, pair.Key, pair.Value)));
        bool refused = char.IsAsciiDigit(test.Expected[0]);
        await server.WithAsync(entries, async () =>
        {
            using LineSession session = await server.GreetAsync("127.0.0.1");
            await session.CommandAsync("MAIL FROM:<x@sender.test>", "250");
            await session.CommandAsync($"RCPT TO:<{test.Recipient}>", refused ? test.Expected : "250 2.1.5");
        });
    }

    [Fact]
    public async Task DiscardedMailIsAcceptedAndGone() =>
        await server.WithAsync([("access-entries", "From:gone.test", "DISCARD")], async () =>
        {
            int before = await CountAsync("z");
            await SendAsync("x@gone.test", "z@example.com");
            await SendAsync("x@kept.test", "z@example.com");
            await Until.AnswerAsync(() => CountAsync("z"), count => count > before, TestContext.Current.CancellationToken);
            Assert.Equal(before + 1, await CountAsync("z"));
        });

    [Fact]
    public async Task AnIncludedListIsDeliveredToEach()
    {
        string file = Path.Combine(server.Lists, "team");
        await File.WriteAllTextAsync(file, "# the team\nx, y\nx@example.com\n", TestContext.Current.CancellationToken);
        await server.WithAsync([("aliases", "team", ":include:" + file)], async () =>
        {
            int x = await CountAsync("x");
            int y = await CountAsync("y");
            await SendAsync("a@sender.test", "team@example.com");
            await Until.AnswerAsync(() => CountAsync("y"), count => count == y + 1, TestContext.Current.CancellationToken);
            await Until.AnswerAsync(() => CountAsync("x"), count => count == x + 1, TestContext.Current.CancellationToken);
        });
    }

    private async Task SendAsync(string reversePath, string recipient)
    {
        byte[] message = Encoding.ASCII.GetBytes(string.Join("\r\n", Message) + "\r\n");
        using LineSession session = await RawMail.SendAsync(server.Ports.Smtp, reversePath, recipient, message);
    }

    private async Task<int> CountAsync(string account) => (await Inbox.OverPop3Async(server.Ports, account, "a long secret")).Count;
}
