using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Waypost.Mail.Store;

namespace Waypost.Server.Tests.Imap;

/// <summary>MailKit's client over a socket.</summary>
public sealed class ImapClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<ImapClient> ConnectAsync(KestrelListener listener)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, Token);
        await client.AuthenticateAsync("ann@example.com", "secret", Token);
        return client;
    }

    [Fact]
    public async Task MailIsByteIdenticalToWhatWasAppended()
    {
        var world = await ImapWorld.EmptyAsync();
        var messages = Samples.Messages();
        foreach (var message in messages)
        {
            await world.AppendAsync(message, DateTimeOffset.UnixEpoch);
        }

        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Token);
        Assert.Equal(messages.Count, client.Inbox.Count);
        for (var index = 0; index < messages.Count; index++)
        {
            using var stream = await client.Inbox.GetStreamAsync(index, "", Token);
            using var octets = new MemoryStream();
            await stream.CopyToAsync(octets, Token);
            Assert.Equal(messages[index], octets.ToArray());
        }

        var summaries = await client.Inbox.FetchAsync(0, -1, MessageSummaryItems.Full | MessageSummaryItems.BodyStructure | MessageSummaryItems.UniqueId | MessageSummaryItems.References, Token);
        Assert.Equal(messages.Select(message => (uint?)message.Length), summaries.Select(summary => summary.Size));
        Assert.IsType<BodyPartMultipart>(summaries[1].Body);
        var text = await client.Inbox.GetBodyPartAsync(summaries[1].UniqueId, summaries[1].TextBody!, Token);
        Assert.Equal("caf\u00e9 au lait", Assert.IsType<TextPart>(text).Text.TrimEnd());
        await client.DisconnectAsync(true, Token);
    }

    [Fact]
    public async Task AppendedMailComesBackAsItWas()
    {
        var world = await ImapWorld.EmptyAsync();
        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        using var original = await MimeMessage.LoadAsync(new MemoryStream(Samples.Bytes(Samples.Multipart)), Token);
        var date = new DateTimeOffset(2020, 2, 29, 1, 2, 3, TimeSpan.FromHours(-5));
        var uid = await client.Inbox.AppendAsync(original, MessageFlags.Seen | MessageFlags.Flagged, date, Token);
        Assert.Equal(1u, uid!.Value.Id);
        var stored = (await world.Store.ReadIndexAsync(world.InboxId, 0, Token)).Single();
        Assert.Equal(Samples.Bytes(Samples.Multipart), (await world.Store.ReadContentAsync(stored.Id, Token))!.Value.ToArray());
        Assert.Equal(date, stored.InternalDate);
        Assert.Equal([@"\Flagged", @"\Seen"], stored.Flags.Order());
    }

    [Fact]
    public async Task MailProgramSortsSearchesAndDeletes()
    {
        var world = await ImapWorld.CreateAsync();
        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        var personal = client.GetFolder(client.PersonalNamespaces[0]);
        var kept = await personal.CreateAsync("Aufgehoben \u00fcber & weg", true, Token);
        Assert.Equal(["Aufgehoben \u00fcber & weg", "INBOX"], (await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: Token)).Select(folder => folder.FullName).Order());
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Token);
        Assert.Equal([new UniqueId(1)], (await client.Inbox.SearchAsync(SearchQuery.SubjectContains("one").And(SearchQuery.NotSeen), Token)).Select(found => new UniqueId(found.Id)));
        await client.Inbox.AddFlagsAsync(new UniqueId(1), MessageFlags.Seen, silent: false, Token);
        Assert.Empty(await client.Inbox.SearchAsync(SearchQuery.NotSeen.And(SearchQuery.BodyContains("world")), Token));
        var moved = await client.Inbox.MoveToAsync(new UniqueId(1), kept!, Token);
        Assert.Equal(1u, moved!.Value.Id);
        Assert.Equal(1, client.Inbox.Count);
        await client.Inbox.AddFlagsAsync(0, MessageFlags.Deleted, silent: true, Token);
        await client.Inbox.ExpungeAsync(Token);
        Assert.Equal(0, client.Inbox.Count);
        await kept!.StatusAsync(StatusItems.Count | StatusItems.Unread | StatusItems.UidNext, Token);
        Assert.Equal((1, 0, 2u), (kept.Count, kept.Unread, kept.UidNext!.Value.Id));
        await client.Inbox.CloseAsync(cancellationToken: Token);
        await kept!.DeleteAsync(Token);
        await client.DisconnectAsync(true, Token);
    }

    [Fact]
    public async Task OtherSessionsChangesShowAtTheNextCommand()
    {
        var world = await ImapWorld.CreateAsync();
        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Token);
        List<string> seen = [];
        client.Inbox.MessageExpunged += (_, e) => seen.Add($"expunged {e.Index}");
        client.Inbox.MessageFlagsChanged += (_, e) => seen.Add($"flags {e.Index} {e.Flags}");
        client.Inbox.CountChanged += (_, _) => seen.Add($"count {client.Inbox.Count}");

        await world.Store.ExpungeAsync(world.InboxId, [1], Token);
        await world.AppendAsync(Samples.Bytes("Subject: new\r\n\r\n"), DateTimeOffset.UnixEpoch);

        // FETCH must keep sequence numbers, so the EXPUNGE waits for NOOP.
        await client.Inbox.FetchAsync(0, 0, MessageSummaryItems.Flags, Token);
        Assert.DoesNotContain("expunged 0", seen);
        await world.Store.StoreFlagsAsync(world.InboxId, [2], FlagChange.Add, [@"\Answered"], Token);
        await client.NoOpAsync(Token);
        Assert.Contains("expunged 0", seen);
        Assert.Contains(seen, change => change.Contains("Answered", StringComparison.Ordinal));
        Assert.Equal(2, client.Inbox.Count);
    }

    [Fact]
    public async Task IdleTellsOfNewMailAtOnce()
    {
        var world = await ImapWorld.EmptyAsync();
        await using var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Token);
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        client.Inbox.CountChanged += (_, _) => done.Cancel();
        var idling = client.IdleAsync(done.Token, Token);
        await world.AppendAsync(Samples.Bytes("Subject: new\r\n\r\n"), DateTimeOffset.UnixEpoch);
        await idling;
        Assert.Equal(1, client.Inbox.Count);
        await client.DisconnectAsync(true, Token);
    }

    [Fact]
    public async Task ServerThatStopsSaysByeToIdleClients()
    {
        var world = await ImapWorld.EmptyAsync();
        var listener = await KestrelListener.StartAsync(world.Handler);
        using var client = await ConnectAsync(listener);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Token);
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var gone = new TaskCompletionSource();
        client.Disconnected += (_, _) => gone.TrySetResult();
        var idling = client.IdleAsync(done.Token, Token);
        await listener.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => idling);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.False(client.IsConnected);
    }
}
