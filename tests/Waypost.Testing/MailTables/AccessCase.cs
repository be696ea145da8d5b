namespace Waypost.Testing.MailTables;

/// <summary>One acceptance case of the access entries: what is in the table, who asks for what, and what sendmail answers.
/// The local mail domain is example.com with ann.</summary>
/// <param name="Name">The rule, in a few words.</param>
/// <param name="Entries"><c>key value; key value</c>.</param>
/// <param name="ClientName">The client's confirmed name, or null.</param>
/// <param name="ClientAddress">The client's address; every one begins with 127, so that a test can speak from it.</param>
/// <param name="ReversePath">The reverse-path.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="Outcome">OK, RELAY, REJECT, ERROR, DISCARD or QUARANTINE.</param>
/// <param name="Reply">The refusal, or null.</param>
public sealed record AccessCase(string Name, string Entries, string? ClientName, string ClientAddress, string ReversePath, string Recipient, string Outcome, string? Reply = null)
{
    private const string Denied = "550 5.7.1 Access denied";
    private const string NoRelay = "550 5.7.1 Relaying denied";
    private const string Disabled = "550 5.2.1 Mailbox disabled for this recipient";
    private const string Ann = "ann@example.com";
    private const string Sender = "x@sender.test";

    /// <summary>Every case, by its name.</summary>
    public static IReadOnlyDictionary<string, AccessCase> All { get; } = Cases().ToDictionary(one => one.Name, StringComparer.Ordinal);

    /// <summary>The entries as pairs.</summary>
    public IEnumerable<(string Key, string Value)> Pairs => MailTableText.Pairs(Entries);

    public override string ToString() => Name;

    private static IEnumerable<AccessCase> Cases() =>
    [
        new("a parent domain refuses a client", "Connect:cyberspammer.com REJECT", "a.b.cyberspammer.com", "127.4.4.1", Sender, Ann, "REJECT", Denied),
        new("a domain ends at a dot", "Connect:cyberspammer.com REJECT", "notcyberspammer.com", "127.4.4.2", Sender, Ann, "OK"),
        new("a client's name beats its address", "Connect:okhost.cyberspammer.com OK; Connect:127.168.212 REJECT", "okhost.cyberspammer.com", "127.168.212.9", Sender, Ann, "OK"),
        new("an octet prefix discards", "Connect:127.168.21 DISCARD", null, "127.168.21.7", Sender, Ann, "DISCARD"),
        new("an octet prefix ends at a dot", "Connect:127.168.21 DISCARD", null, "127.168.2.7", Sender, Ann, "OK"),
        new("SKIP ends the search for relaying", "Connect:127.32 RELAY; Connect:127.32.2 SKIP", null, "127.32.2.4", Sender, "y@remote.test", "REJECT", NoRelay),
        new("SKIP accepts the client", "Connect:127.32 RELAY; Connect:127.32.2 SKIP", null, "127.32.2.4", Sender, Ann, "OK"),
        new("SKIP of the name leaves the address", "Connect:sub.name.test SKIP; Connect:127.32 RELAY", "sub.name.test", "127.32.3.4", Sender, "y@remote.test", "RELAY"),
        new("a client may relay by its name", "Connect:name.test RELAY", "sub.name.test", "127.4.4.3", Sender, "y@remote.test", "RELAY"),
        new("OK permits no relaying", "Connect:127.4.4.4 OK", null, "127.4.4.4", Sender, "y@remote.test", "REJECT", NoRelay),
        new("a CIDR block applies", "Connect:127.64.0.0/10 REJECT", null, "127.70.0.1", Sender, Ann, "REJECT", Denied),
        new("a CIDR block loses to the prefix of its length", "Connect:127.70.0.0/16 REJECT; Connect:127.70 OK", null, "127.70.0.1", Sender, Ann, "OK"),
        new("a longer CIDR block beats a prefix", "Connect:127.70.0.0/17 REJECT; Connect:127.70 OK", null, "127.70.0.1", Sender, Ann, "REJECT", Denied),
        new("From without the detail", "From:spammer@aol.com REJECT", null, "127.4.4.5", "spammer+x@aol.com", Ann, "REJECT", Denied),
        new("From is an exact address", "From:spammer@aol.com REJECT", null, "127.4.4.5", "spammer@sub.aol.com", Ann, "OK"),
        new("From takes parent domains", "From:aol.com REJECT", null, "127.4.4.5", "spammer@sub.aol.com", Ann, "REJECT", Denied),
        new("user@ beats the domain", "From:free.stealth.mailer@ ERROR:550 Spam not accepted; From:okay.cyberspammer.com OK", null, "127.4.4.5", "free.stealth.mailer@good.okay.cyberspammer.com", Ann, "ERROR", "550 5.0.0 Spam not accepted"),
        new("a detail pattern discards", "From:boss+*@dom.test DISCARD; From:boss@dom.test REJECT", null, "127.4.4.5", "boss+tag@dom.test", Ann, "DISCARD"),
        new("a detail pattern needs a detail", "From:boss+*@dom.test DISCARD; From:boss@dom.test REJECT", null, "127.4.4.5", "boss@dom.test", Ann, "REJECT", Denied),
        new("a tag beats the bare key for the sender", "From:untagged2.test OK; untagged2.test REJECT", null, "127.4.4.5", "x@untagged2.test", Ann, "OK"),
        new("the bare key is for the client", "From:untagged2.test OK; untagged2.test REJECT", "untagged2.test", "127.4.4.6", Sender, Ann, "REJECT", Denied),
        new("the null reverse-path is accepted", "From:aol.com REJECT", null, "127.4.4.5", "", Ann, "OK"),
        new("a sender that is OK overrides the connection", "From:good.test OK; Connect:127.4.5 REJECT", null, "127.4.5.1", "x@good.test", Ann, "OK"),
        new("To OK is no relaying", "To:okd.test OK", null, "127.4.4.5", Sender, "x@okd.test", "REJECT", NoRelay),
        new("To RELAY accepts the domain", "To:relay.test RELAY", null, "127.4.4.5", Sender, "x@relay.test", "RELAY"),
        new("To RELAY accepts below the domain", "To:relay.test RELAY", null, "127.4.4.5", Sender, "x@sub.relay.test", "RELAY"),
        new("To user@ is for local domains", "To:badlocaluser@ ERROR:550 Mailbox disabled", null, "127.4.4.5", Sender, "badlocaluser@example.com", "ERROR", "550 5.0.0 Mailbox disabled"),
        new("To user@ is not for relayed domains", "To:badlocaluser@ ERROR:550 Mailbox disabled; To:relay.test RELAY", null, "127.4.4.5", Sender, "badlocaluser@relay.test", "RELAY"),
        new("To a detail pattern refuses", "To:tag+*@example.com REJECT", null, "127.4.4.5", Sender, "tag+zz@example.com", "REJECT", Disabled),
        new("To a detail pattern needs a detail", "To:ann+*@example.com REJECT", null, "127.4.4.5", Sender, Ann, "OK"),
        new("a percent hack is relaying", "", null, "127.4.4.5", Sender, "user%remote@example.com", "REJECT", NoRelay),
        new("a quoted address is relaying", "", null, "127.4.4.5", Sender, "\"user@remote\"@example.com", "REJECT", NoRelay),
        new("a bang path is relaying", "", null, "127.4.4.5", Sender, "remote!user@example.com", "REJECT", NoRelay),
        new("a friend is reached from a refused client", "Spam:ann@ FRIEND; Connect:127.4.6 REJECT", null, "127.4.6.1", Sender, Ann, "OK"),
        new("a friend elsewhere is not relayed to", "Spam:abuse@ FRIEND; Connect:127.4.6 REJECT", null, "127.4.6.1", Sender, "abuse@remote.test", "REJECT", NoRelay),
        new("who is no friend is not reached", "Spam:abuse@ FRIEND; Connect:127.4.6 REJECT", null, "127.4.6.1", Sender, Ann, "REJECT", Denied),
        new("QUARANTINE accepts and holds", "From:held.test QUARANTINE:suspicious", null, "127.4.4.5", "x@held.test", Ann, "QUARANTINE"),
        new("a refusal beats a quarantine", "To:ann@ QUARANTINE:look; From:aol.com REJECT", null, "127.4.4.5", "x@aol.com", Ann, "REJECT", Denied),
        new("a status and code of one's own", "From:own.test ERROR:5.7.27:550 No thanks", null, "127.4.4.5", "x@own.test", Ann, "ERROR", "550 5.7.27 No thanks"),
        new("a temporary refusal", "From:later.test 451 try later", null, "127.4.4.5", "x@later.test", Ann, "ERROR", "451 4.0.0 try later"),
        new("keys have no case", "CONNECT:CyberSpammer.COM reject", "CYBERSPAMMER.com", "127.4.4.7", Sender, Ann, "REJECT", Denied),
    ];
}
