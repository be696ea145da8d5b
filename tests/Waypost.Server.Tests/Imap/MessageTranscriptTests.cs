namespace Waypost.Server.Tests.Imap;

/// <summary>Commands on messages (RFC 9051 section 6.4).</summary>
public sealed class MessageTranscriptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task FetchSendsWhatTheIndexHolds(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE)
        S: * 1 FETCH (UID 1 FLAGS () INTERNALDATE "01-May-2024 12:00:00 +0000" RFC822.SIZE 101)
        S: 1 OK Fetched
        C: 2 FETCH 1 ENVELOPE
        S: * 1 FETCH (ENVELOPE ("Mon, 7 Feb 1994 21:52:25 -0800" "one" (("Fred" NIL "fred" "example.com")) (("Fred" NIL "fred" "example.com")) (("Fred" NIL "fred" "example.com")) NIL NIL NIL NIL NIL))
        S: 2 OK Fetched
        C: 3 FETCH 1 BODY
        S: * 1 FETCH (BODY ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 16 2))
        S: 3 OK Fetched
        C: 4 FETCH 1 BODYSTRUCTURE
        S: * 1 FETCH (BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 16 2 NIL NIL NIL NIL))
        S: 4 OK Fetched
        C: 5 FETCH 1:* FAST
        S: * 1 FETCH (FLAGS () INTERNALDATE "01-May-2024 12:00:00 +0000" RFC822.SIZE 101)
        S: * 2 FETCH (FLAGS () INTERNALDATE "02-May-2024 12:00:00 -0700" RFC822.SIZE *)
        S: 5 OK Fetched
        C: 6 FETCH 2 BODY
        S: * 2 FETCH (BODY (("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "QUOTED-PRINTABLE" 17 1)("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 49 (NIL "inner" ((NIL NIL "c" "example.com")) ((NIL NIL "c" "example.com")) ((NIL NIL "c" "example.com")) NIL NIL NIL NIL NIL) ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1) 4) "MIXED"))
        S: 6 OK Fetched
        C: 7 UID FETCH 2 FLAGS
        S: * 2 FETCH (UID 2 FLAGS ())
        S: 7 OK Fetched
        C: 8 FETCH 1 ALL
        S: * 1 FETCH (FLAGS () INTERNALDATE "*" RFC822.SIZE 101 ENVELOPE (*))
        S: 8 OK Fetched
        C: 9 FETCH 1 FULL
        S: * 1 FETCH (FLAGS () INTERNALDATE "*" RFC822.SIZE 101 ENVELOPE (*) BODY (*))
        S: 9 OK Fetched
        C: 10 UID FETCH 7:9 FLAGS
        S: 10 OK Fetched
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task FetchCutsSectionsAndParts(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 FETCH 1 BODY.PEEK[HEADER.FIELDS (subject X-None)]
        S: * 1 FETCH (BODY[HEADER.FIELDS (subject X-None)] {16}
        S: Subject: one
        S:
        S: )
        S: 1 OK Fetched
        C: 2 FETCH 1 BODY.PEEK[HEADER.FIELDS.NOT (Date From)]
        S: * 1 FETCH (BODY[HEADER.FIELDS.NOT (Date From)] {16}
        S: Subject: one
        S:
        S: )
        S: 2 OK Fetched
        C: 3 FETCH 1 BODY.PEEK[TEXT]<7.100>
        S: * 1 FETCH (BODY[TEXT]<7> {9}
        S: *
        S: world.
        S: )
        S: 3 OK Fetched
        C: 4 FETCH 1 BODY.PEEK[TEXT]<999.5>
        S: * 1 FETCH (BODY[TEXT]<999> {0}
        S: )
        S: 4 OK Fetched
        C: 5 FETCH 2 (BODY.PEEK[1] BODY.PEEK[2.1] BODY.PEEK[2.HEADER] BODY.PEEK[1.MIME] BODY.PEEK[3])
        S: * 2 FETCH (BODY[1] {17}
        S: caf=C3=A9 au lait BODY[2.1] {10}
        S: inner body BODY[2.HEADER] {39}
        S: Subject: inner
        S: From: c@example.com
        S:
        S:  BODY[1.MIME] {88}
        S: Content-Type: text/plain; charset=utf-8
        S: Content-Transfer-Encoding: quoted-printable
        S:
        S:  BODY[3] NIL)
        S: 5 OK Fetched
        C: 6 FETCH 1 RFC822.HEADER
        S: * 1 FETCH (RFC822.HEADER {85}
        S: From: Fred <fred@example.com>
        S: Subject: one
        S: Date: Mon, 7 Feb 1994 21:52:25 -0800
        S:
        S: )
        S: 6 OK Fetched
        C: 7 FETCH 1 RFC822.TEXT
        S: * 1 FETCH (RFC822.TEXT {16}
        S: Hello,
        S: world.
        S:  FLAGS (\Seen))
        S: 7 OK Fetched
        C: 8 FETCH 1 BODY[TEXT]
        S: * 1 FETCH (BODY[TEXT] {16}
        S: Hello,
        S: world.
        S: )
        S: 8 OK Fetched
        """, chunk);

    [Theory]
    [InlineData("FETCH 0 FLAGS", "Number must not be zero")]
    [InlineData("FETCH 1", "Missing argument")]
    [InlineData("FETCH 1 ()", "Missing text")]
    [InlineData("FETCH 1 BODY[", "Missing text")]
    [InlineData("FETCH 1 BODY[0]", "Bad part number")]
    [InlineData("FETCH 1 BODY[1.]", "Bad part number")]
    [InlineData("FETCH 1 BODY[MIME]", "Unknown section")]
    [InlineData("FETCH 1 BODY[]<0.0>", "Number must not be zero")]
    [InlineData("FETCH 1 BODY[]<1>", "Expected .")]
    [InlineData("FETCH 4294967296 FLAGS", "Bad number")]
    [InlineData("FETCH 1 WEATHER", "Unknown item")]
    [InlineData("STORE 1 FLAGS", "Missing argument")]
    [InlineData("STORE 1 WEATHER (\\Seen)", "Unknown item")]
    [InlineData("STORE 1 FLAGS (\\Recent)", "Flag cannot be set")]
    [InlineData("SEARCH", "Missing argument")]
    [InlineData("SEARCH WEATHER", "Unknown search key")]
    [InlineData("SEARCH BEFORE yesterday", "Bad date")]
    [InlineData("SEARCH OR SEEN", "Missing argument")]
    [InlineData("SEARCH (SEEN", "Expected )")]
    [InlineData("SEARCH RETURN (X) ALL", "Unknown search option")]
    [InlineData("UID NOOP", "Unknown UID command")]
    [InlineData("COPY 1", "Missing argument")]
    public Task BadArgumentsAreNamed(string command, string fault) => ImapWorld.PlayAsync(ImapWorld.Select + $"C: 1 {command}\nS: 1 BAD {fault}\nC: 2 NOOP\nS: 2 OK Done", 0);

    [Fact]
    public Task NestedSearchIsCutOff() =>
        ImapWorld.PlayAsync(ImapWorld.Select + "C: 1 SEARCH " + new string('(', 5000) + "\nS: 1 BAD Search is too complex\nC: 2 NOOP\nS: 2 OK Done", 0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task StoreSetsAddsAndRemovesFlags(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 STORE 1 +FLAGS (\Deleted Work)
        S: * 1 FETCH (FLAGS (\Deleted Work))
        S: 1 OK Stored
        C: 2 STORE 1 -FLAGS \deleted
        S: * 1 FETCH (FLAGS (Work))
        S: 2 OK Stored
        C: 3 STORE 1:2 FLAGS.SILENT (\Seen)
        S: 3 OK Stored
        C: 4 FETCH 1:2 FLAGS
        S: * 1 FETCH (FLAGS (\Seen))
        S: * 2 FETCH (FLAGS (\Seen))
        S: 4 OK Fetched
        C: 5 UID STORE 2 FLAGS ()
        S: * 2 FETCH (UID 2 FLAGS ())
        S: 5 OK Stored
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task ExpungeCloseAndUnselectDifferInWhatTheyDelete(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 APPEND INBOX (\Deleted) {1+}
        C: x
        S: * 3 EXISTS
        S: 1 OK [APPENDUID 1001 3] Appended
        C: 2 STORE 1 +FLAGS.SILENT \Deleted
        S: 2 OK Stored
        C: 3 UID EXPUNGE 2:3
        S: * 3 EXPUNGE
        S: 3 OK Expunged
        C: 4 EXPUNGE
        S: * 1 EXPUNGE
        S: 4 OK Expunged
        C: 5 STORE 1 +FLAGS.SILENT \Deleted
        S: 5 OK Stored
        C: 6 UNSELECT
        S: 6 OK No mailbox is selected
        C: 7 STATUS INBOX (MESSAGES DELETED)
        S: * STATUS "INBOX" (MESSAGES 1 DELETED 1)
        S: 7 OK Status sent
        C: 8 SELECT INBOX
        S: * FLAGS (*)
        S: * 1 EXISTS
        S: * 0 RECENT
        S: * OK [UNSEEN 1] *
        S: * OK [PERMANENTFLAGS *
        S: * OK [UIDVALIDITY 1001] *
        S: * OK [UIDNEXT 4] *
        S: * OK [HIGHESTMODSEQ *
        S: * OK [MAILBOXID *
        S: 8 OK *
        C: 9 CHECK
        S: 9 OK Everything is committed already
        C: 10 CLOSE
        S: 10 OK Closed
        C: 11 STATUS INBOX (MESSAGES)
        S: * STATUS "INBOX" (MESSAGES 0)
        S: 11 OK Status sent
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task CopyAndMoveNameTheNewUids(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 COPY 1 kept
        S: 1 NO [TRYCREATE] No such mailbox
        C: 2 CREATE kept
        S: 2 OK [MAILBOXID (*)] Created
        C: 3 COPY 1:2 kept
        S: 3 OK [COPYUID * 1:2 1:2] Copied
        C: 4 UID COPY 2 kept
        S: 4 OK [COPYUID * 2 3] Copied
        C: 5 UID MOVE 1 kept
        S: * OK [COPYUID * 1 4] Moved
        S: * 1 EXPUNGE
        S: 5 OK Moved
        C: 6 MOVE 1 kept
        S: * OK [COPYUID * 2 5] Moved
        S: * 1 EXPUNGE
        S: 6 OK Moved
        C: 7 UID COPY 9 kept
        S: 7 OK Copied
        C: 8 MOVE 1:* missing
        S: 8 NO [TRYCREATE] No such mailbox
        """, chunk);

    [Theory]
    [InlineData("ALL", " 1 2")]
    [InlineData("1", " 1")]
    [InlineData("*", " 2")]
    [InlineData("UID 2:9", " 2")]
    [InlineData("SEEN", "")]
    [InlineData("UNSEEN UNDELETED", " 1 2")]
    [InlineData("KEYWORD Work", "")]
    [InlineData("UNKEYWORD Work", " 1 2")]
    [InlineData("NOT 1", " 2")]
    [InlineData("OR 1 2", " 1 2")]
    [InlineData("(1 UNSEEN) ALL", " 1")]
    [InlineData("FROM fred", " 1")]
    [InlineData("SUBJECT \"PARTS\"", " 2")]
    [InlineData("HEADER MIME-Version \"\"", " 2")]
    [InlineData("TO bob CC x", "")]
    [InlineData("BODY world", " 1")]
    [InlineData("BODY {5+}\nC: caf\u00c3\u00a9", " 2")]
    [InlineData("TEXT one", " 1")]
    [InlineData("LARGER 200", " 2")]
    [InlineData("SMALLER 200", " 1")]
    [InlineData("ON 1-May-2024", " 1")]
    [InlineData("SINCE 2-May-2024", " 2")]
    [InlineData("BEFORE \"2-May-2024\"", " 1")]
    [InlineData("SENTON 7-Feb-1994", " 1 2")]
    [InlineData("SENTBEFORE 7-Feb-1994", "")]
    [InlineData("SENTSINCE 1-Jan-1990", " 1 2")]
    [InlineData("CHARSET utf-8 SUBJECT one", " 1")]
    [InlineData("NEW", "")]
    [InlineData("OLD", " 1 2")]
    public Task SearchFinds(string criteria, string numbers) => ImapWorld.PlayAsync(ImapWorld.Select + $"C: 1 SEARCH {criteria}\nS: * SEARCH{numbers}\nS: 1 OK Searched", 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SearchReturnsWhatIsAskedFor(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 UID SEARCH RETURN (MIN MAX COUNT ALL) ALL
        S: * ESEARCH (TAG "1") UID MIN 1 MAX 2 COUNT 2 ALL 1:2
        S: 1 OK Searched
        C: 2 SEARCH RETURN () 2
        S: * ESEARCH (TAG "2") ALL 2
        S: 2 OK Searched
        C: 3 SEARCH RETURN (COUNT MIN) SEEN
        S: * ESEARCH (TAG "3") COUNT 0
        S: 3 OK Searched
        C: 4 SEARCH CHARSET KOI8-R TEXT x
        S: 4 NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset
        C: 5 UID SEARCH 2
        S: * SEARCH 2
        S: 5 OK Searched
        """, chunk);
}
