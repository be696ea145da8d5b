namespace Waypost.Server.Tests.Imap;

/// <summary>MULTIAPPEND (RFC 3502), CATENATE (RFC 4469), REPLACE (RFC 8508), BINARY (RFC 3516), UTF8 (RFC 6855).</summary>
public sealed class AppendTranscriptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SeveralMessagesComeInOneAppend(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 APPEND INBOX (\Seen) {1+}
        C: x {2}
        S: + Ready for the literal
        C: yy "17-Jul-1996 02:44:25 -0700" ~{3+}
        C: zzz UTF8 (~{1+}
        C: u)
        S: * 6 EXISTS
        S: 1 OK [APPENDUID 1001 3:6] Appended
        C: 2 FETCH 3:6 (FLAGS RFC822.SIZE)
        S: * 3 FETCH (FLAGS (\Seen) RFC822.SIZE 1)
        S: * 4 FETCH (FLAGS () RFC822.SIZE 2)
        S: * 5 FETCH (FLAGS () RFC822.SIZE 3)
        S: * 6 FETCH (FLAGS () RFC822.SIZE 1)
        S: 2 OK Fetched
        C: 3 APPEND INBOX {600000}
        S: + *
        C: 
        """.TrimEnd() + new string('a', 600_000) + " {600000}\nS: 3 NO [TOOBIG] Message too large\n", chunk == 0 ? 0 : 1000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task CatenateTakesPartsOfOtherMessages(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 APPEND INBOX CATENATE (TEXT {6+}
        C: X: 1
        C:  URL "/INBOX;UIDVALIDITY=1001/;UID=1/;SECTION=HEADER" URL "/INBOX/;UID=1/;SECTION=TEXT/;PARTIAL=0.5")
        S: * 3 EXISTS
        S: 1 OK [APPENDUID 1001 3] Appended
        C: 2 FETCH 3 BODY.PEEK[TEXT]
        S: * 3 FETCH (BODY[TEXT] {5}
        S: Hello)
        S: 2 OK Fetched
        C: 3 APPEND INBOX CATENATE (URL "/INBOX;UIDVALIDITY=9/;UID=1")
        S: 3 NO [BADURL "/INBOX;UIDVALIDITY=9/;UID=1"] The URL names nothing here
        C: 4 APPEND INBOX CATENATE (URL "imap://other.example/INBOX/;UID=1")
        S: 4 NO [BADURL "imap://other.example/INBOX/;UID=1"] The URL names nothing here
        C: 5 APPEND INBOX CATENATE (WEATHER x)
        S: 5 BAD Unknown part
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task ReplaceIsAppendAndExpungeInOne(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 REPLACE 1 INBOX (\Seen) {1+}
        C: x
        S: * OK [APPENDUID 1001 3] Replacement is there
        S: * 1 EXPUNGE
        S: * 2 EXISTS
        S: 1 OK Replaced
        C: 2 UID REPLACE 1 INBOX {1+}
        C: x
        S: 2 NO [NONEXISTENT] No such message
        C: 3 UID REPLACE 2 missing {1+}
        C: x
        S: 3 NO [TRYCREATE] No such mailbox
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task BinaryIsWithoutTransferEncoding(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 FETCH 2 (BINARY.PEEK[1] BINARY.SIZE[1])
        S: * 2 FETCH (BINARY[1] {13}
        S: caf* au lait BINARY.SIZE[1] 13)
        S: 1 OK Fetched
        C: 2 FETCH 2 BINARY.PEEK[1]<0.3>
        S: * 2 FETCH (BINARY[1]<0> {3}
        S: caf)
        S: 2 OK Fetched
        C: 3 FETCH 2 BINARY[9]
        S: * 2 FETCH (BINARY[9] NIL FLAGS (\Seen))
        S: 3 OK Fetched
        C: 4 FETCH 2 BINARY[1.MIME]
        S: 4 BAD Unknown section
        C: 5 APPEND INBOX {96+}
        C: Content-Type: multipart/mixed; boundary=b
        C: 
        C: --b
        C: Content-Transfer-Encoding: weather
        C: 
        C: x
        C: --b--
        S: * 3 EXISTS
        S: 5 OK *
        C: 6 FETCH 3 BINARY.PEEK[1]
        S: * 3 FETCH (BINARY[1] NIL)
        S: 6 NO [UNKNOWN-CTE] A transfer encoding is not known
        """, chunk);

    [Fact]
    public Task MessagesHaveIdsPreviewsAndSaveDates() => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 FETCH 1 (EMAILID THREADID SAVEDATE PREVIEW (LAZY))
        S: * 1 FETCH (EMAILID (M*) THREADID (T*) SAVEDATE "01-May-2024 12:00:00 +0000" PREVIEW {13}
        S: Hello, world.)
        S: 1 OK Fetched
        C: 2 FETCH 1 PREVIEW (EAGER)
        S: 2 BAD Unknown modifier
        """, 0);
}
