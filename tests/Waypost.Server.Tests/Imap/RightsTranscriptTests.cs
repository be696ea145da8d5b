using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Imap;

/// <summary>ACL (RFC 4314), QUOTA (RFC 9208), METADATA (RFC 5464), COMPRESS (RFC 4978).</summary>
public sealed class RightsTranscriptTests
{
    private const string Bob = "S: * OK *\nC: a LOGIN bob secret\nS: a OK *\n";

    [Fact]
    public async Task RightsDecideWhatAnotherAccountMayDo()
    {
        var world = await ImapWorld.CreateAsync();
        world.Accounts.Add("bob", "secret");
        await Transcript.RunAsync(world.Handler, ImapWorld.Login + """
            C: 1 CREATE shared
            S: 1 OK *
            C: 2 SETACL shared bob lrs
            S: 2 OK Rights set
            C: 3 SETACL shared bob +i
            S: 3 OK Rights set
            C: 4 GETACL shared
            S: * ACL "shared" "ann" lrswipkxtea "bob" lrsi
            S: 4 OK Rights sent
            C: 5 SETACL shared ann l
            S: 5 NO [CANNOT] The owner has every right
            C: 6 SETACL shared bob z
            S: 6 BAD Unknown right
            C: 7 LISTRIGHTS shared bob
            S: * LISTRIGHTS "shared" "bob" "" l r s w i p k x t e a
            S: 7 OK Rights listed
            C: 8 MYRIGHTS shared
            S: * MYRIGHTS "shared" lrswipkxtea
            S: 8 OK Rights sent
            C: 9 APPEND shared {1+}
            C: x
            S: 9 OK *
            """);
        await Transcript.RunAsync(world.Handler, Bob + """
            C: 1 LIST "" "Other Users/*"
            S: * LIST (\Noselect \HasChildren) "/" "Other Users/ann"
            S: * LIST (\HasNoChildren) "/" "Other Users/ann/shared"
            S: 1 OK Listed
            C: 2 SELECT "Other Users/ann/shared"
            S: * FLAGS (*)
            S: * 1 EXISTS
            S: * 0 RECENT
            S: * OK [UNSEEN 1] *
            S: * OK [PERMANENTFLAGS (\Seen)] *
            S: * OK [UIDVALIDITY *
            S: * OK [UIDNEXT 2] *
            S: * OK [HIGHESTMODSEQ *
            S: * OK [MAILBOXID *
            S: 2 OK [READ-WRITE] Selected
            C: 3 STORE 1 +FLAGS (\Seen)
            S: * 1 FETCH (FLAGS (\Seen))
            S: 3 OK Stored
            C: 4 STORE 1 +FLAGS (\Deleted)
            S: 4 NO [NOPERM] No permission
            C: 5 EXPUNGE
            S: 5 NO [NOPERM] No permission
            C: 6 MOVE 1 INBOX
            S: 6 NO [NOPERM] No permission
            C: 7 COPY 1 INBOX
            S: 7 OK [COPYUID *] Copied
            C: 8 APPEND "Other Users/ann/shared" (\Deleted) {1+}
            C: y
            S: * 2 EXISTS
            S: 8 OK *
            C: 9 FETCH 2 FLAGS
            S: * 2 FETCH (FLAGS ())
            S: 9 OK Fetched
            C: 10 GETACL "Other Users/ann/shared"
            S: 10 NO [NOPERM] No permission
            C: 11 DELETE "Other Users/ann/shared"
            S: 11 NO [NOPERM] No permission
            C: 12 SELECT "Other Users/ann/INBOX"
            S: * OK [CLOSED] *
            S: 12 NO [NONEXISTENT] No such mailbox
            C: 13 CREATE "Other Users/ann/shared/below"
            S: 13 NO [NOPERM] No permission
            """);
        await Transcript.RunAsync(world.Handler, ImapWorld.Login + """
            C: 1 DELETEACL shared bob
            S: 1 OK Entry removed
            C: 2 GETACL shared
            S: * ACL "shared" "ann" lrswipkxtea
            S: 2 OK Rights sent
            """);
        await Transcript.RunAsync(world.Handler, Bob + "C: 1 STATUS \"Other Users/ann/shared\" (MESSAGES)\nS: 1 NO [NONEXISTENT] No such mailbox");
    }

    [Fact]
    public async Task QuotaIsToldAndKept()
    {
        var world = await ImapWorld.CreateAsync();
        await Transcript.RunAsync(world.Handler, ImapWorld.Login + "C: 1 GETQUOTA \"\"\nS: 1 NO [NONEXISTENT] No such quota root");
        await world.Store.SetLimitsAsync(world.AnnId, 2048, 2, TestContext.Current.CancellationToken);
        await Transcript.RunAsync(world.Handler, ImapWorld.Select + """
            C: 1 GETQUOTAROOT INBOX
            S: * QUOTAROOT "INBOX" ""
            S: * QUOTA "" (STORAGE 1 2 MESSAGE 2 2)
            S: 1 OK Quota root sent
            C: 2 APPEND INBOX {1+}
            C: x
            S: 2 NO [OVERQUOTA] The quota does not allow it
            C: 3 GETQUOTA other
            S: 3 NO [NONEXISTENT] No such quota root
            C: 4 GETQUOTAROOT missing
            S: 4 NO [NONEXISTENT] No such mailbox
            """);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task AnnotationsAreSetReadAndRemoved(int chunk) => ImapWorld.PlayAsync(ImapWorld.Login + """
        C: 1 SETMETADATA INBOX (/shared/comment "ours" /private/Comment {4+}
        C: mine)
        S: 1 OK Metadata set
        C: 2 GETMETADATA INBOX (/shared/comment /private/comment /private/other)
        S: * METADATA "INBOX" (/private/comment {4}
        S: mine /shared/comment {4}
        S: ours /private/other NIL)
        S: 2 OK Metadata sent
        C: 3 SETMETADATA INBOX (/private/comment NIL)
        S: 3 OK Metadata set
        C: 4 GETMETADATA (DEPTH infinity MAXSIZE 2) INBOX /shared
        S: 4 BAD Bad entry name
        C: 5 GETMETADATA (MAXSIZE 2) INBOX /shared/comment
        S: 5 OK [METADATA LONGENTRIES 4] Some values are larger
        C: 6 SETMETADATA "" (/private/vendor/x "1")
        S: 6 OK Metadata set
        C: 7 GETMETADATA (DEPTH 1) "" /private/vendor
        S: * METADATA "" (/private/vendor/x {1}
        S: 1)
        S: 7 OK Metadata sent
        C: 8 SETMETADATA "" (/shared/comment "x")
        S: 8 NO [NOPERM] No permission
        C: 9 GETMETADATA missing /shared/comment
        S: 9 NO [NONEXISTENT] No such mailbox
        C: 10 SETMETADATA INBOX (/weather "x")
        S: 10 BAD Bad entry name
        """, chunk);

    [Fact]
    public Task UnknownCompressionIsRefused() => ImapWorld.PlayAsync(ImapWorld.Login + "C: 1 COMPRESS LZMA\nS: 1 NO Only DEFLATE is known", 0);
}
