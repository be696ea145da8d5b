using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>MailKit, the client that knows most extensions.</summary>
public sealed class MailKitTests(WaypostServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompressedSessionSortsThreadsAndSearches()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        await account.FillAsync("INBOX", "kit", 30);
        using ImapClient client = await account.ConnectAsync();
        await client.CompressAsync(Cancellation);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        IList<UniqueId> sorted = await client.Inbox.SortAsync(SearchQuery.All, [OrderBy.ReverseDate], Cancellation);
        Assert.Equal(30u, sorted[0].Id);
        Assert.Equal(30, (await client.Inbox.ThreadAsync(ThreadingAlgorithm.References, SearchQuery.All, Cancellation)).Count);
        Assert.Single(await client.Inbox.SearchAsync(SearchQuery.SubjectContains("kit 30"), Cancellation));
        SearchResults results = await client.Inbox.SearchAsync(SearchOptions.Count | SearchOptions.Min | SearchOptions.Max, SearchQuery.NotSeen, Cancellation);
        Assert.Equal(20, results.Count);
        Assert.Equal("kit 30", (await client.Inbox.GetMessageAsync(new UniqueId(30), Cancellation)).Subject);
        IMessageSummary summary = Assert.Single(await client.Inbox.FetchAsync(
            0, 0, MessageSummaryItems.EmailId | MessageSummaryItems.ThreadId | MessageSummaryItems.SaveDate | MessageSummaryItems.PreviewText | MessageSummaryItems.ModSeq | MessageSummaryItems.BodyStructure, Cancellation));
        Assert.StartsWith("Body of kit 1", summary.PreviewText, StringComparison.Ordinal);
        Assert.NotNull(summary.EmailId);
        Assert.NotNull(summary.ThreadId);
        Assert.NotNull(summary.SaveDate);
        await client.DisconnectAsync(true, Cancellation);
    }

    [Fact]
    public async Task ResynchronizationTellsOnlyWhatChanged()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        await account.FillAsync("INBOX", "kit", 20);
        using ImapClient client = await account.ConnectAsync();
        await client.EnableQuickResyncAsync(Cancellation);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        uint validity = client.Inbox.UidValidity;
        ulong modSeq = client.Inbox.HighestModSeq;
        await client.Inbox.CloseAsync(false, Cancellation);
        await account.ChangeAsync("INBOX", ["kit-2@test", "kit-4@test"], async (folder, uids) =>
        {
            await folder.AddFlagsAsync([uids[0]], MessageFlags.Deleted, true, Cancellation);
            await folder.ExpungeAsync(Cancellation);
            await folder.AddFlagsAsync([uids[1]], MessageFlags.Flagged, true, Cancellation);
        });
        List<UniqueId> vanished = [];
        List<UniqueId?> changed = [];
        client.Inbox.MessagesVanished += (_, e) => vanished.AddRange(e.UniqueIds);
        client.Inbox.MessageFlagsChanged += (_, e) => changed.Add(e.UniqueId);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, validity, modSeq, [.. Enumerable.Range(1, 20).Select(uid => new UniqueId((uint)uid))], Cancellation);
        Assert.Equal([2u], vanished.Select(uid => uid.Id));
        Assert.Equal([4u], changed.Select(uid => uid!.Value.Id));
    }

    [Fact]
    public async Task NotificationsComeForOtherMailboxes()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ImapClient client = await account.ConnectAsync();
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Cancellation);
        TaskCompletionSource<int> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IMailFolder archive = await client.GetFolderAsync("Archive", Cancellation);
        archive.CountChanged += (_, _) => arrived.TrySetResult(archive.Count);
        await client.NotifyAsync(
            false,
            [new ImapEventGroup(ImapMailboxFilter.Personal, [new ImapEvent.MessageNew(), ImapEvent.MessageExpunge])],
            Cancellation);
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task idle = client.IdleAsync(done.Token, Cancellation);
        await account.FillAsync("Archive", "kit", 1);
        Assert.Equal(1, await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        await done.CancelAsync();
        await idle;
    }

    [Fact]
    public async Task RightsQuotaAndMetadataAreTold()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        ImapAccount other = await ImapAccount.CreateAsync(server);
        await account.FillAsync("Projects", "kit", 2);
        using (ImapClient client = await account.ConnectAsync())
        {
            IMailFolder folder = await client.GetFolderAsync("Projects", Cancellation);
            await folder.AddAccessRightsAsync(other.Name, new AccessRights("lr"), Cancellation);
            Assert.Contains((await folder.GetAccessControlListAsync(Cancellation)), control => control.Name == other.Name && control.Rights.ToString() == "lr");
            await folder.SetMetadataAsync(new MetadataCollection { new Metadata(MetadataTag.SharedComment, "ours") }, Cancellation);
            Assert.NotNull(await folder.GetQuotaAsync(Cancellation));
        }

        using ImapClient guest = await other.ConnectAsync();
        IMailFolder shared = await guest.GetFolderAsync($"Other Users/{account.Name}/Projects", Cancellation);
        await shared.OpenAsync(FolderAccess.ReadOnly, Cancellation);
        Assert.Equal(2, shared.Count);
        Assert.Equal("ours", await shared.GetMetadataAsync(MetadataTag.SharedComment, Cancellation));
    }
}
