namespace Waypost.Server.Tests.Imap;

/// <summary>Commands on mailboxes (RFC 9051 section 6.3).</summary>
public sealed class MailboxTranscriptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SelectAndExamineDescribeTheMailbox(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 SELECT inbox
        S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)
        S: * 2 EXISTS
        S: * 0 RECENT
        S: * OK [UNSEEN 1] First unseen message
        S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] Flags and keywords are kept
        S: * OK [UIDVALIDITY 1001] UIDs are valid
        S: * OK [UIDNEXT 3] Predicted next UID
        S: 1 OK [READ-WRITE] Selected
        C: 2 EXAMINE "INBOX"
        S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)
        S: * 2 EXISTS
        S: * 0 RECENT
        S: * OK [UNSEEN 1] First unseen message
        S: * OK [PERMANENTFLAGS ()] Read-only
        S: * OK [UIDVALIDITY 1001] UIDs are valid
        S: * OK [UIDNEXT 3] Predicted next UID
        S: 2 OK [READ-ONLY] Selected
        C: 3 STORE 1 +FLAGS (\Seen)
        S: 3 NO [READ-ONLY] Mailbox is read-only
        C: 4 EXPUNGE
        S: 4 NO [READ-ONLY] Mailbox is read-only
        C: 5 MOVE 1 INBOX
        S: 5 NO [READ-ONLY] Mailbox is read-only
        C: 6 SELECT missing
        S: 6 NO [NONEXISTENT] No such mailbox
        C: 7 CHECK
        S: 7 BAD Select a mailbox first
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task MailboxesAreCreatedListedRenamedAndDeleted(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 CREATE works/2024/
        S: 1 OK Created
        C: 2 CREATE works/2024
        S: 2 NO [ALREADYEXISTS] Mailbox exists
        C: 3 CREATE "Entw&APw-rfe"
        S: 3 OK Created
        C: 4 LIST "" *
        S: * LIST (\HasNoChildren) "/" "INBOX"
        S: * LIST (\HasNoChildren) "/" "Entw&APw-rfe"
        S: * LIST (\HasChildren) "/" "works"
        S: * LIST (\HasNoChildren) "/" "works/2024"
        S: 4 OK Listed
        C: 5 LIST "" "%"
        S: * LIST (\HasNoChildren) "/" "INBOX"
        S: * LIST (\HasNoChildren) "/" "Entw&APw-rfe"
        S: * LIST (\HasChildren) "/" "works"
        S: 5 OK Listed
        C: 6 LIST "" ""
        S: * LIST (\Noselect) "/" ""
        S: 6 OK Listed
        C: 7 LIST "works/" "20*"
        S: * LIST (\HasNoChildren) "/" "works/2024"
        S: 7 OK Listed
        C: 8 RENAME works old/works
        S: 8 OK Renamed
        C: 9 RENAME old old/below
        S: 9 NO [CANNOT] A mailbox cannot move below itself
        C: 10 RENAME missing other
        S: 10 NO [NONEXISTENT] No such mailbox
        C: 11 RENAME old INBOX
        S: 11 NO [ALREADYEXISTS] Mailbox exists
        C: 12 DELETE old
        S: 12 OK Deleted
        C: 13 LIST "" "o*"
        S: * LIST (\Noselect \HasChildren) "/" "old"
        S: * LIST (\HasChildren) "/" "old/works"
        S: * LIST (\HasNoChildren) "/" "old/works/2024"
        S: 13 OK Listed
        C: 14 DELETE INBOX
        S: 14 NO [CANNOT] INBOX cannot be deleted
        C: 15 DELETE missing
        S: 15 NO [NONEXISTENT] No such mailbox
        C: 16 CREATE "a//b"
        S: 16 BAD Bad mailbox name
        C: 17 CREATE "&&&"
        S: 17 BAD Bad modified UTF-7
        C: 18 CREATE INBOX
        S: 18 NO [ALREADYEXISTS] Mailbox exists
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SubscriptionsAreListedByLsub(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 CREATE a/b
        S: 1 OK Created
        C: 2 SUBSCRIBE a/b
        S: 2 OK Subscribed
        C: 3 LSUB "" *
        S: * LSUB (\HasNoChildren) "/" "INBOX"
        S: * LSUB (\Noselect \HasChildren) "/" "a"
        S: * LSUB (\HasNoChildren) "/" "a/b"
        S: 3 OK Listed
        C: 4 UNSUBSCRIBE a/b
        S: 4 OK Unsubscribed
        C: 5 LSUB "" "a*"
        S: 5 OK Listed
        C: 6 SUBSCRIBE missing
        S: 6 OK Subscribed
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task StatusCountsWithoutSelecting(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN DELETED)
        S: * STATUS "INBOX" (MESSAGES 2 RECENT 0 UIDNEXT 3 UIDVALIDITY 1001 UNSEEN 2 DELETED 0)
        S: 1 OK Status sent
        C: 2 STATUS INBOX (SIZE)
        S: * STATUS "INBOX" (SIZE *)
        S: 2 OK Status sent
        C: 3 STATUS missing (MESSAGES)
        S: 3 NO [NONEXISTENT] No such mailbox
        C: 4 STATUS INBOX (WEATHER)
        S: 4 BAD Unknown status item
        C: 5 STATUS INBOX ()
        S: 5 BAD Expected an atom
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task AppendKeepsFlagsDateAndOctets(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 APPEND INBOX (\Seen \flagged $Work) "17-Jul-1996 02:44:25 -0700" {18}
        S: + Ready for the literal
        C: Subject: x
        C:
        C: .y
        C:
        S: * 3 EXISTS
        S: 1 OK [APPENDUID 1001 3] Appended
        C: 2 FETCH 3 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])
        S: * 3 FETCH (FLAGS (\Seen \Flagged $Work) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 18 BODY[] {18}
        S: Subject: x
        S:
        S: .y
        S: )
        S: 2 OK Fetched
        C: 3 APPEND missing {1+}
        C: x
        S: 3 NO [TRYCREATE] No such mailbox
        C: 4 APPEND INBOX (\Recent) {1+}
        C: x
        S: 4 BAD Flag cannot be set
        C: 5 APPEND INBOX "yesterday" {1+}
        C: x
        S: 5 BAD Bad date-time
        C: 6 APPEND INBOX {0+}
        C:
        S: 6 NO [CANNOT] An empty message cannot be appended
        C: 7 APPEND INBOX
        S: 7 BAD Missing argument
        """, chunk);

    [Fact]
    public async Task RenamedInboxLeavesAnEmptyOne()
    {
        var world = await ImapWorld.PlayAsync(ImapWorld.Login + "C: 1 RENAME INBOX old\nS: 1 OK Renamed", 0);
        Assert.Empty(await world.Store.ReadUidsAsync(world.InboxId, TestContext.Current.CancellationToken));
        var old = await world.Store.FindAsync(world.AnnId, "old", TestContext.Current.CancellationToken);
        Assert.Equal(2, (await world.Store.ReadUidsAsync(old!.Id, TestContext.Current.CancellationToken)).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task IdleEndsWithDone(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 IDLE
        S: + idling
        C: done
        S: 1 OK Idle ended
        C: 2 IDLE
        S: + idling
        C: 3 NOOP
        S: 2 BAD Expected DONE
        """, chunk);
}
