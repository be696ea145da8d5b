using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Pop3;

[Trait("rfc", "1939")]
public sealed class Pop3TranscriptTests
{
    private const string Login = "S: +OK Waypost POP3 ready\nC: USER ann\nS: +OK Send PASS\nC: PASS secret word\nS: +OK Logged in\n";

    private static async Task<Pop3World> PlayAsync(string script, int chunk)
    {
        var world = await Pop3World.CreateAsync(Pop3World.First, Pop3World.Second);
        await Transcript.RunAsync(world.Handler, script, chunk);
        return world;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task MaildropIsListedAndRead(int chunk) => PlayAsync(Login + """
        C: STAT
        S: +OK 2 67
        C: LIST
        S: +OK Sizes follow
        S: 1 45
        S: 2 22
        S: .
        C: LIST 2
        S: +OK 2 22
        C: UIDL
        S: +OK Unique ids follow
        S: 1 1001.1
        S: 2 1001.2
        S: .
        C: UIDL 1
        S: +OK 1 1001.1
        C: RETR 1
        S: +OK 45 octets
        S: Subject: one
        S:
        S: line 1
        S: ..line 2
        S: ...
        S: line 4
        S: .
        C: TOP 1 2
        S: +OK Top of message follows
        S: Subject: one
        S:
        S: line 1
        S: ..line 2
        S: .
        C: TOP 1 0
        S: +OK Top of message follows
        S: Subject: one
        S:
        S: .
        C: NOOP
        S: +OK Done
        C: QUIT
        S: +OK Bye
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task MessagesAreDeletedAtQuit(int chunk)
    {
        var world = await PlayAsync(Login + """
            C: DELE 2
            S: +OK Marked to be deleted
            C: RSET
            S: +OK No message is marked
            C: DELE 1
            S: +OK Marked to be deleted
            C: DELE 1
            S: -ERR No such message
            C: RETR 1
            S: -ERR No such message
            C: STAT
            S: +OK 1 22
            C: LIST
            S: +OK Sizes follow
            S: 2 22
            S: .
            C: QUIT
            S: +OK Bye
            """, chunk);
        Assert.Equal([2u], await world.Store.ReadUidsAsync(world.InboxId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LostConnectionDeletesNothing()
    {
        var world = await PlayAsync(Login + "C: DELE 1\nS: +OK Marked to be deleted\n", 0);
        Assert.Equal([1u, 2u], await world.Store.ReadUidsAsync(world.InboxId, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task CapaListsWhatIsThere(int chunk) => PlayAsync("""
        S: +OK Waypost POP3 ready
        C: CAPA
        S: +OK Capability list follows
        S: USER
        S: SASL SCRAM-SHA-256 PLAIN LOGIN
        S: UIDL
        S: UTF8 USER
        S: TOP
        S: PIPELINING
        S: RESP-CODES
        S: AUTH-RESP-CODE
        S: EXPIRE NEVER
        S: LOGIN-DELAY 0
        S: IMPLEMENTATION Waypost
        S: .
        C: QUIT
        S: +OK Bye
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task PlainIsAcceptedWithAndWithoutAnInitialResponse(int chunk) => PlayAsync("""
        S: +OK Waypost POP3 ready
        C: AUTH PLAIN
        S: +*
        C: *
        S: -ERR Authentication cancelled
        C: AUTH CRAM-MD5
        S: -ERR Unknown mechanism
        C: AUTH PLAIN bm90IGJhc2U2NA
        S: -ERR [AUTH] Login failed
        C: AUTH PLAIN
        S: +*
        C: AGFubgBzZWNyZXQgd29yZA==
        S: +OK Logged in
        C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
        S: -ERR Already logged in
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task WrongPasswordAndUnknownUserLookAlikeAndEndTheConnection(int chunk) => PlayAsync("""
        S: +OK Waypost POP3 ready
        C: PASS early
        S: -ERR Send USER first
        C: USER ann
        S: +OK Send PASS
        C: PASS wrong
        S: -ERR [AUTH] Login failed
        C: USER nobody
        S: +OK Send PASS
        C: PASS wrong
        S: -ERR [AUTH] Login failed
        C: USER ann
        S: +OK Send PASS
        C: PASS wrong
        S: -ERR [AUTH] Login failed
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task BadInputIsAnswered(int chunk) => PlayAsync("S: +OK Waypost POP3 ready\nC: STAT\nS: -ERR Log in first\nC: NONSENSE \u00ff\u0001\nS: -ERR Unknown command\nC:\nS: -ERR Unknown command\nC: USER\nS: -ERR USER needs a name\nC: "
        + new string('x', 5000) + "\nS: -ERR Line too long\n" + Login.Replace("S: +OK Waypost POP3 ready\n", "", StringComparison.Ordinal) + """
        C: RETR 0
        S: -ERR No such message
        C: RETR 3
        S: -ERR No such message
        C: RETR 99999999999999999999
        S: -ERR No such message
        C: RETR
        S: -ERR No such message
        C: TOP 1
        S: -ERR TOP needs a message and a number of lines
        C: TOP 1 -1
        S: -ERR TOP needs a message and a number of lines
        C: DELE x
        S: -ERR No such message
        C: UIDL 9
        S: -ERR No such message
        C: QUIT
        S: +OK Bye
        """, chunk);

    [Fact]
    public async Task SecondSessionFindsTheMaildropLocked()
    {
        var world = await Pop3World.CreateAsync();
        using (world.Locks.TryLock(1))
        {
            await Transcript.RunAsync(world.Handler, Login.Replace("+OK Logged in", "-ERR [IN-USE] The maildrop is locked by another session", StringComparison.Ordinal));
        }

        await Transcript.RunAsync(world.Handler, Login);
        await Transcript.RunAsync(world.Handler, Login + "C: QUIT\nS: +OK Bye");
    }

    [Fact]
    public Task PipelinedCommandsAreAnsweredInOrder() => PlayAsync("""
        C: USER ann
        C: PASS secret word
        C: STAT
        C: NOOP
        C: QUIT
        S: +OK Waypost POP3 ready
        S: +OK Send PASS
        S: +OK Logged in
        S: +OK 2 67
        S: +OK Done
        S: +OK Bye
        """, 0);

    [Fact]
    public async Task ALoginSoonAfterTheLastIsRefusedByItsDelay()
    {
        var world = await Pop3World.CreateAsync(new Waypost.Server.Pop3.Pop3Options { LoginDelay = TimeSpan.FromMinutes(5) }, Pop3World.First);
        const string login = "S: +OK Waypost POP3 ready\nC: USER ann\nS: +OK Send PASS\nC: PASS secret word\n";
        await Transcript.RunAsync(world.Handler, login + "S: +OK Logged in\nC: QUIT\nS: +OK Bye\n");
        await Transcript.RunAsync(world.Handler, login + "S: -ERR [LOGIN-DELAY] *\nC: APOP ann 0\nS: -ERR [SYS/PERM] *\nC: UTF8\nS: +OK *\n");
    }
}
