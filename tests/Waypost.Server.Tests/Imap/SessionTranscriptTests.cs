using Waypost.Mail.Store;
using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Imap;

/// <summary>Commands that need no mailbox (RFC 9051 sections 6.1 and 6.2) and what goes wrong before any.</summary>
public sealed class SessionTranscriptTests
{
    private const string Capabilities = "IMAP4rev2 IMAP4rev1 LITERAL+ INPROGRESS ID * SASL-IR ENABLE QRESYNC UTF8=ACCEPT UIDONLY CREATE-SPECIAL-USE CHILDREN LIST-EXTENDED LIST-STATUS LIST-MYRIGHTS SPECIAL-USE STATUS=SIZE MULTIAPPEND CATENATE APPENDLIMIT=1000000 NAMESPACE IDLE UNSELECT UIDPLUS ESEARCH SEARCHRES WITHIN SEARCH=FUZZY PARTIAL CONTEXT=SEARCH BINARY PREVIEW OBJECTID SAVEDATE CONDSTORE MOVE REPLACE SORT SORT=DISPLAY ESORT CONTEXT=SORT THREAD=ORDEREDSUBJECT THREAD=REFERENCES QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE ACL RIGHTS=kxte METADATA COMPRESS=DEFLATE NOTIFY";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task AnyStateCommandsWorkBeforeLogin(int chunk) => ImapWorld.PlayAsync($"""
        S: * OK [CAPABILITY {Capabilities}] Waypost IMAP ready
        C: 1 CAPABILITY
        S: * CAPABILITY {Capabilities}
        S: 1 OK Capabilities listed
        C: 2 noop
        S: 2 OK Done
        C: 3 ID NIL
        S: * ID ("name" "Waypost")
        S: 3 OK Pleased to meet you
        C: 4 ID ("name" "test" "version" NIL)
        S: * ID ("name" "Waypost")
        S: 4 OK Pleased to meet you
        C: 5 LOGOUT
        S: * BYE Until next time
        S: 5 OK Logged out
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task LoginTakesQuotedStringsAndBothKindsOfLiteral(int chunk) => ImapWorld.PlayAsync("""
        S: * OK *
        C: 1 LOGIN {3}
        S: + Ready for the literal
        C: ann "wrong"
        S: 1 NO [AUTHENTICATIONFAILED] Login failed
        C: 2 LOGIN {3+}
        C: ann {6+}
        C: secret
        S: 2 OK [CAPABILITY *] Logged in
        C: 3 LOGIN ann secret
        S: 3 BAD Already logged in
        C: 4 ENABLE CONDSTORE X-UNKNOWN
        S: * ENABLED CONDSTORE
        S: 4 OK Enabled what there is
        C: 5 NAMESPACE
        S: * NAMESPACE (("" "/")) (("Other Users/" "/")) NIL
        S: 5 OK Namespaces listed
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task AuthenticatePlainWorksWithAndWithoutAnInitialResponse(int chunk) => ImapWorld.PlayAsync("""
        S: * OK *
        C: 1 AUTHENTICATE CRAM-MD5
        S: 1 NO [CANNOT] Unknown mechanism
        C: 2 AUTHENTICATE PLAIN
        S: + *
        C: *
        S: 2 BAD Authentication cancelled
        C: 3 AUTHENTICATE PLAIN AGFubgB3cm9uZw==
        S: 3 NO [AUTHENTICATIONFAILED] Login failed
        C: 4 AUTHENTICATE PLAIN !!
        S: 4 NO [AUTHENTICATIONFAILED] Login failed
        C: 5 AUTHENTICATE PLAIN
        S: + *
        C: AGFubgBzZWNyZXQ=
        S: 5 OK [CAPABILITY *] Logged in
        """, chunk);

    [Fact]
    public Task InitialResponseLogsIn() => ImapWorld.PlayAsync("S: * OK *\nC: 1 AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=\nS: 1 OK [CAPABILITY *] Logged in", 0);

    [Fact]
    public Task ThirdFailedLoginEndsTheConnection() => ImapWorld.PlayAsync("""
        S: * OK *
        C: 1 LOGIN ann x
        S: 1 NO [AUTHENTICATIONFAILED] Login failed
        C: 2 LOGIN nobody x
        S: 2 NO [AUTHENTICATIONFAILED] Login failed
        C: 3 LOGIN "" ""
        S: 3 NO [AUTHENTICATIONFAILED] Login failed
        S: * BYE Closing the connection
        """, 0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task BadCommandsAreAnsweredAndTheSessionGoesOn(int chunk) => ImapWorld.PlayAsync("""
        S: * OK *
        C:
        S: * BAD Missing tag
        C: GET / HTTP/1.1
        S: GET BAD Unknown command
        C: 1
        S: 1 BAD Missing argument
        C: 2 NONSENSE
        S: 2 BAD Unknown command
        C: 3 LOGIN ann
        S: 3 BAD Missing argument
        C: 4 LOGIN "ann secret
        S: 4 BAD Bad quoted string
        C: 5 SELECT INBOX
        S: 5 BAD Log in first
        C: 6 NOOP extra
        S: 6 BAD Unexpected text after the command
        C: 7 LOGIN {99999999999}
        S: 7 BAD Literal too large
        C: 8 UID FETCH 1 FLAGS
        S: 8 BAD Log in first
        C: 9 LOGIN ann secret
        S: 9 OK *
        C: 10 FETCH 1 FLAGS
        S: 10 BAD Select a mailbox first
        C: 11 APPEND INBOX {1000001}
        S: 11 NO [TOOBIG] Message too large
        C: 12 NOOP
        S: 12 OK Done
        """, chunk);

    [Fact]
    public Task LiteralThatCannotBeSkippedEndsTheConnection() => ImapWorld.PlayAsync("S: * OK *\nC: 1 LOGIN {999999+}\nS: 1 BAD Literal too large\nS: * BYE Closing the connection", 0);

    [Fact]
    public Task LineThatIsTooLongIsSkipped() => ImapWorld.PlayAsync("S: * OK *\nC: 1 LOGIN ann " + new string('x', 20_000) + "\nS: * BAD Command too long\nC: 2 NOOP\nS: 2 OK Done", 0);

    [Fact]
    public async Task EndlessBadCommandsEndTheConnection()
    {
        var script = "S: * OK *\n" + string.Concat(Enumerable.Range(1, 20).Select(number => $"C: {number} X\nS: {number} BAD Unknown command\n"));
        await ImapWorld.PlayAsync(script + "S: * BYE Too many errors", 0);
    }

    [Fact]
    public async Task StoreThatFailsIsANoAndNotTheEnd()
    {
        var world = await ImapWorld.EmptyAsync();
        await world.Store.CreateAsync(world.AnnId, "doomed", TestContext.Current.CancellationToken);
        var failing = new Server.Imap.ImapConnectionHandler(
            new(world.Stores(FailingStore.Create()), world.Accounts, NoTls.Certificates, Microsoft.Extensions.Options.Options.Create(world.Options), TimeProvider.System),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Server.Imap.ImapConnectionHandler>.Instance);
        await Transcript.RunAsync(failing, ImapWorld.Login + """
            C: 1 LIST "" *
            S: 1 NO [SERVERBUG] Internal error, try again later
            C: 2 NOOP
            S: 2 OK Done
            """);
    }
}
