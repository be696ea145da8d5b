namespace Waypost.Server.Tests.Imap;

/// <summary>LIST with its extensions (RFC 5258, RFC 5819, RFC 6154, RFC 8440).</summary>
public sealed class ListTranscriptTests
{
    private const string Mailboxes = ImapWorld.Login + """
        C: c1 CREATE a/b/c
        S: c1 OK *
        C: c2 CREATE mine (USE (\Sent))
        S: c2 OK [MAILBOXID (F*)] Created
        C: c3 SUBSCRIBE a/b
        S: c3 OK *
        C: c4 SUBSCRIBE ghost/x
        S: c4 OK *

        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SelectionOptionsChooseMailboxes(int chunk) => ImapWorld.PlayAsync(Mailboxes + """
        C: 1 LIST (SUBSCRIBED) "" "*"
        S: * LIST (\Subscribed \HasNoChildren) "/" "INBOX"
        S: * LIST (\Subscribed \HasChildren) "/" "a/b"
        S: * LIST (\NonExistent \Subscribed \HasNoChildren) "/" "ghost/x"
        S: 1 OK Listed
        C: 2 LIST (SUBSCRIBED RECURSIVEMATCH) "" "%"
        S: * LIST (\Subscribed \HasNoChildren) "/" "INBOX"
        S: * LIST (\HasChildren) "/" "a" ("CHILDINFO" ("SUBSCRIBED"))
        S: * LIST (\NonExistent \HasNoChildren) "/" "ghost" ("CHILDINFO" ("SUBSCRIBED"))
        S: 2 OK Listed
        C: 3 LIST (SPECIAL-USE) "" "*" RETURN (CHILDREN)
        S: * LIST (\Sent \HasNoChildren) "/" "mine"
        S: 3 OK Listed
        C: 4 LIST (RECURSIVEMATCH) "" "*"
        S: 4 BAD RECURSIVEMATCH needs another selection option
        C: 5 LIST (REMOTE) "" (mine "a/%")
        S: * LIST (\HasChildren) "/" "a/b"
        S: * LIST (\Sent \HasNoChildren) "/" "mine"
        S: 5 OK Listed
        C: 6 LIST (WEATHER) "" "*"
        S: 6 BAD Unknown selection option
        """, chunk);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task ReturnOptionsAddWhatIsAskedFor(int chunk) => ImapWorld.PlayAsync(Mailboxes + """
        C: 1 LIST "" "INBOX" RETURN (SUBSCRIBED SPECIAL-USE MYRIGHTS STATUS (MESSAGES MAILBOXID APPENDLIMIT DELETED-STORAGE))
        S: * LIST (\Subscribed \HasNoChildren) "/" "INBOX"
        S: * MYRIGHTS "INBOX" "lrswipkxtea"
        S: * STATUS "INBOX" (MESSAGES 2 MAILBOXID (F*) APPENDLIMIT 1000000 DELETED-STORAGE 0)
        S: 1 OK Listed
        C: 2 LIST "" "INBOX" RETURN (WEATHER)
        S: 2 BAD Unknown return option
        C: 3 LIST "" "INBOX" AGAIN
        S: 3 BAD Unexpected text after the command
        """, chunk);

    [Fact]
    public Task SpecialUsesAreGivenOnce() => ImapWorld.PlayAsync(Mailboxes + """
        C: 1 CREATE other (USE (\Sent))
        S: 1 NO [USEATTR] A mailbox cannot have that use
        C: 2 CREATE other (USE (\Weather))
        S: 2 NO [USEATTR] A mailbox cannot have that use
        C: 3 CREATE other (WEATHER (\Sent))
        S: 3 BAD Unknown parameter
        C: 4 LSUB "" "%"
        S: * LSUB (\HasNoChildren) "/" "INBOX"
        S: * LSUB (\Noselect \HasChildren) "/" "a"
        S: * LSUB (\Noselect \HasChildren) "/" "ghost"
        S: 4 OK Listed
        """, 0);
}
