using MailKit;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Imap;

/// <summary>Two-way synchronization by mbsync and offlineimap: flags, new messages, moves and deletions of both sides, and no difference at the end.</summary>
public sealed class SynchronizationTests(WaypostServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MbsyncSynchronizesBothWays()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun mbsync = ClientRun.Of("mbsync", "isync");
        string mail = Directory.CreateDirectory(Path.Combine(mbsync.Home, "mail")).FullName;
        string settings = mbsync.Write("mbsyncrc", $"""
            IMAPStore server
            Host 127.0.0.1
            Port {account.Port}
            User {account.Name}
            Pass {ImapAccount.Password}
            SSLType None
            AuthMechs LOGIN

            MaildirStore local
            Path {mail}/
            Inbox {mail}/INBOX
            SubFolders Verbatim

            Channel all
            Far :server:
            Near :local:
            Patterns *
            Create Both
            Remove Both
            Expunge Both
            Sync All
            SyncState *

            """);
        await SynchronizeAsync(account, mail, () => mbsync.RunOkAsync("-c", settings, "-a"));
    }

    [Fact]
    public async Task OfflineImapSynchronizesBothWays()
    {
        ImapAccount account = await ImapAccount.CreateAsync(server);
        using ClientRun offlineImap = ClientRun.Of("offlineimap", "offlineimap3");
        string mail = Path.Combine(offlineImap.Home, "mail");
        string settings = offlineImap.Write("offlineimaprc", $"""
            [general]
            accounts = test
            metadata = {offlineImap.Home}/state
            ui = basic

            [Account test]
            localrepository = local
            remoterepository = remote

            [Repository local]
            type = Maildir
            localfolders = {mail}
            sep = /

            [Repository remote]
            type = IMAP
            remotehost = 127.0.0.1
            remoteport = {account.Port}
            remoteuser = {account.Name}
            remotepass = {ImapAccount.Password}
            ssl = no
            starttls = no
            auth_mechanisms = LOGIN

            """);
        await SynchronizeAsync(account, mail, () => offlineImap.RunOkAsync("-c", settings, "-o"));
    }

    private static async Task SynchronizeAsync(ImapAccount account, string mail, Func<Task> synchronizeAsync)
    {
        int size = ImapAccount.Size;
        await account.FillAsync("INBOX", "far", size);
        await account.FillAsync("Archive", "old", size / 10);
        await synchronizeAsync();
        Maildir inbox = new(Path.Combine(mail, "INBOX"));
        Maildir archive = new(Path.Combine(mail, "Archive"));
        Assert.Equal(size, inbox.Read().Count);
        await SameAsync(account, inbox, archive);

        // Both sides change different messages.
        inbox.SetFlags(Ids("far", 1, size / 10), "FS");
        inbox.Delete(Ids("far", size / 10 + 1, size / 10));
        inbox.Add("near", 1);
        inbox.Add("near", 2);
        await account.ChangeAsync("INBOX", Ids("far", size / 2, size / 10), (folder, uids) => folder.AddFlagsAsync(uids, MessageFlags.Answered | MessageFlags.Seen, true, Cancellation));
        await account.ChangeAsync("INBOX", Ids("far", size - 10, 5), async (folder, uids) =>
        {
            await folder.AddFlagsAsync(uids, MessageFlags.Deleted, true, Cancellation);
            await folder.ExpungeAsync(Cancellation);
        });
        await account.MoveAsync("INBOX", Ids("far", size - 4, 5), "Archive");
        await account.FillAsync("INBOX", "later", 3);
        await synchronizeAsync();
        await SameAsync(account, inbox, archive);
        SortedDictionary<string, string> all = inbox.Read();
        Assert.Equal(size - size / 10 - 10 + 5, all.Count);
        Assert.Equal("FS", all["far-1@test"]);
        Assert.Contains("near-1@test", all.Keys);
        Assert.Contains($"far-{size}@test", archive.Read().Keys);

        // A further run changes nothing.
        await synchronizeAsync();
        Assert.Equal(all, inbox.Read());
        await SameAsync(account, inbox, archive);
    }

    private static async Task SameAsync(ImapAccount account, Maildir inbox, Maildir archive)
    {
        Assert.Equal(await account.ReadAsync("INBOX"), inbox.Read());
        Assert.Equal(await account.ReadAsync("Archive"), archive.Read());
    }

    private static IEnumerable<string> Ids(string prefix, int first, int count) => Enumerable.Range(first, count).Select(number => $"{prefix}-{number}@test");
}
