namespace Waypost.Server.Tests.Imap;

/// <summary>CONDSTORE and QRESYNC (RFC 7162), UIDONLY (RFC 9586), IMAP4rev2 and UTF-8 when they are enabled.</summary>
public sealed class SynchronizationTranscriptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task CondStoreTellsAndChecksModSequences(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 FETCH 1:2 (MODSEQ)
        S: * 1 FETCH (MODSEQ (2))
        S: * 2 FETCH (MODSEQ (3))
        S: 1 OK Fetched
        C: 2 STORE 1 (UNCHANGEDSINCE 2) +FLAGS (\Seen)
        S: * 1 FETCH (FLAGS (\Seen) MODSEQ (4))
        S: 2 OK Stored
        C: 3 STORE 1:2 (UNCHANGEDSINCE 3) +FLAGS.SILENT (\Flagged)
        S: * 2 FETCH (MODSEQ (5))
        S: 3 OK [MODIFIED 1] Some messages have changed since
        C: 4 FETCH 1:* (UID) (CHANGEDSINCE 4)
        S: * 2 FETCH (UID 2 MODSEQ (5))
        S: 4 OK Fetched
        C: 5 STATUS INBOX (HIGHESTMODSEQ)
        S: * STATUS "INBOX" (HIGHESTMODSEQ 5)
        S: 5 OK Status sent
        C: 6 UID FETCH 1 (FLAGS) (CHANGEDSINCE 1 VANISHED)
        S: 6 BAD VANISHED is for UID FETCH with CHANGEDSINCE after ENABLE QRESYNC
        C: 7 STORE 1 (WEATHER 3) +FLAGS (\Seen)
        S: 7 BAD Unknown modifier
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task QResyncTellsWhatVanished(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 0 SELECT INBOX (QRESYNC (1001 3))
        S: 0 BAD Enable QRESYNC first
        C: 1 ENABLE QRESYNC
        S: * ENABLED QRESYNC
        S: 1 OK Enabled what there is
        C: 2 SELECT INBOX
        S: * FLAGS (*)
        S: * 2 EXISTS
        S: * 0 RECENT
        S: * OK [UNSEEN 1] *
        S: * OK [PERMANENTFLAGS *
        S: * OK [UIDVALIDITY 1001] *
        S: * OK [UIDNEXT 3] *
        S: * OK [HIGHESTMODSEQ 3] *
        S: * OK [MAILBOXID *
        S: 2 OK [READ-WRITE] Selected
        C: 3 STORE 1 +FLAGS (\Deleted)
        S: * 1 FETCH (UID 1 FLAGS (\Deleted) MODSEQ (4))
        S: 3 OK Stored
        C: 4 EXPUNGE
        S: * VANISHED 1
        S: 4 OK [HIGHESTMODSEQ 5] Expunged
        C: 5 UID STORE 2 +FLAGS (\Seen)
        S: * 1 FETCH (UID 2 FLAGS (\Seen) MODSEQ (6))
        S: 5 OK Stored
        C: 6 SELECT INBOX (QRESYNC (1001 3 1:2 (1 1)))
        S: * OK [CLOSED] *
        S: * FLAGS (*)
        S: * 1 EXISTS
        S: * 0 RECENT
        S: * OK [PERMANENTFLAGS *
        S: * OK [UIDVALIDITY 1001] *
        S: * OK [UIDNEXT 3] *
        S: * OK [HIGHESTMODSEQ 6] *
        S: * OK [MAILBOXID *
        S: * VANISHED (EARLIER) 1
        S: * 1 FETCH (UID 2 FLAGS (\Seen) MODSEQ (6))
        S: 6 OK [READ-WRITE] Selected
        C: 7 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 3 VANISHED)
        S: * VANISHED (EARLIER) 1
        S: * 1 FETCH (UID 2 FLAGS (\Seen) MODSEQ (6))
        S: 7 OK Fetched
        C: 8 SELECT INBOX (QRESYNC (7 3))
        S: * OK [CLOSED] *
        S: * FLAGS (*)
        S: * 1 EXISTS
        S: * 0 RECENT
        S: * OK [PERMANENTFLAGS *
        S: * OK [UIDVALIDITY 1001] *
        S: * OK [UIDNEXT 3] *
        S: * OK [HIGHESTMODSEQ 6] *
        S: * OK [MAILBOXID *
        S: 8 OK [READ-WRITE] Selected
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task UidOnlyHasNoSequenceNumbers(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 ENABLE UIDONLY
        S: * ENABLED UIDONLY
        S: 1 OK Enabled what there is
        C: 2 FETCH 1 FLAGS
        S: 2 BAD [UIDREQUIRED] Only UIDs are in use
        C: 3 UID FETCH 1:2 (UID FLAGS)
        S: * 1 UIDFETCH (FLAGS ())
        S: * 2 UIDFETCH (FLAGS ())
        S: 3 OK Fetched
        C: 4 UID SEARCH 1
        S: 4 BAD [UIDREQUIRED] Only UIDs are in use
        C: 5 UID STORE 1 +FLAGS (\Deleted)
        S: * 1 UIDFETCH (FLAGS (\Deleted))
        S: 5 OK Stored
        C: 6 EXPUNGE
        S: * VANISHED 1
        S: 6 OK Expunged
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task Rev2HasNoRecentAndNamesInUtf8(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 ENABLE IMAP4rev2
        S: * ENABLED IMAP4rev2
        S: 1 OK Enabled what there is
        C: 2 CREATE "Entwürfe & mehr"
        S: 2 OK [MAILBOXID (*)] Created
        C: 3 LIST "" "Ent*"
        S: * LIST (\HasNoChildren) "/" "Entwürfe & mehr"
        S: 3 OK Listed
        C: 4 SELECT INBOX
        S: * FLAGS (*)
        S: * 2 EXISTS
        S: * OK [PERMANENTFLAGS *
        S: * OK [UIDVALIDITY 1001] *
        S: * OK [UIDNEXT 3] *
        S: * OK [HIGHESTMODSEQ *
        S: * OK [MAILBOXID *
        S: * LIST () "/" "INBOX"
        S: 4 OK [READ-WRITE] Selected
        C: 5 SEARCH ALL
        S: * ESEARCH (TAG "5") ALL 1:2
        S: 5 OK Searched
        """.Replace("ü", "Ã¼", StringComparison.Ordinal), chunk);
}
