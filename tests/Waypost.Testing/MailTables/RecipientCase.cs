namespace Waypost.Testing.MailTables;

/// <summary>One acceptance case of virtual users, aliases, forwards and mailer routes. The local mail domain is example.com;
/// there are the accounts ann, bob, x, y, z, plainuser and postmaster.</summary>
/// <param name="Name">The rule, in a few words.</param>
/// <param name="Tables">The table's path in the API and its entries.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="Expected">Accounts and addresses in order, or the refusal.</param>
public sealed record RecipientCase(string Name, IReadOnlyList<(string Table, string Entries)> Tables, string Recipient, string Expected)
{
    public static IReadOnlyList<string> Accounts { get; } = ["ann", "bob", "x", "y", "z", "plainuser", "postmaster"];

    /// <summary>Every case, by its name.</summary>
    public static IReadOnlyDictionary<string, RecipientCase> All { get; } = Cases().ToDictionary(one => one.Name, StringComparer.Ordinal);

    /// <summary>The entries of one table; values of lists have commas.</summary>
    public string Of(string table) => string.Join("; ", Tables.Where(one => one.Table == table).Select(one => one.Entries));

    public override string ToString() => Name;

    private static RecipientCase VirtualUsers(string name, string entries, string recipient, string expected) => new(name, [("virtual-users", entries)], recipient, expected);

    private static RecipientCase Aliases(string name, string entries, string recipient, string expected) => new(name, [("aliases", entries)], recipient, expected);

    private static IEnumerable<RecipientCase> Cases()
    {
        const string Three = "list++@d.test x; list+*@d.test y; list@d.test z";
        const string Any = "++@d.test x; +*@d.test y; @d.test z";
        return
        [
            VirtualUsers("user++@ needs a detail", Three, "list+a@d.test", "x"),
            VirtualUsers("user+*@ takes an empty detail", Three, "list+@d.test", "y"),
            VirtualUsers("user@ has none", Three, "list@d.test", "z"),
            VirtualUsers("++@ is for anybody with a detail", Any, "any+a@d.test", "x"),
            VirtualUsers("+*@ is for anybody with a plus", Any, "any+@d.test", "y"),
            VirtualUsers("@domain is for all others", Any, "any@d.test", "z"),
            VirtualUsers("the full local part comes first", "user+x@bar.test bob; user@bar.test ann", "user+x@bar.test", "bob"),
            VirtualUsers("the user comes before the catch-all", "user@bar.test ann; @bar.test bob", "user+x@bar.test", "ann"),
            VirtualUsers("%1 and %3 keep user and detail", "@bar.test %1%3@catch.test", "other+d@bar.test", "other+d@catch.test"),
            VirtualUsers("a catch-all takes postmaster too", "@bar.test %1%3@catch.test", "postmaster@bar.test", "postmaster@catch.test"),
            VirtualUsers("%2 is the detail", "@bar.test %2.%1@catch.test", "other+d@bar.test", "d.other@catch.test"),
            VirtualUsers("%0 is the whole address", "@bar.test %0.catch.test", "other+d@bar.test", "other+d@bar.test.catch.test"),
            VirtualUsers("a detail is dropped for a plain target", "user@bar.test plainuser", "user+x@bar.test", "plainuser"),
            VirtualUsers("error: has status and code", "old@bar.test error:5.7.0:550 gone", "old@bar.test", "550 5.7.0 gone"),
            VirtualUsers("error:nouser is 5.1.1", "old@bar.test error:nouser 550 no such user", "old@bar.test", "550 5.1.1 no such user"),
            VirtualUsers("the result is looked up again", "one@bar.test two@bar.test; two@bar.test bob", "one@bar.test", "bob"),
            VirtualUsers("a virtual domain has no users of its own", "one@bar.test ann", "ann@bar.test", "550 5.1.1 User unknown"),
            VirtualUsers("mail domains are looked up too", "sales@example.com bob", "sales@example.com", "bob"),
            Aliases("an alias has several targets", "all ann, bob", "all@example.com", "ann bob"),
            Aliases("an alias may go elsewhere", "away x@remote.test", "away@example.com", "x@remote.test"),
            Aliases("aliases have no case", "Sales ann", "SALES@example.com", "ann"),
            Aliases("aliases lead to aliases", "all sales, ann; sales ann, bob", "all@example.com", "ann bob"),
            Aliases("who is reached twice gets one copy", "all ann, ann, bob, ann", "all@example.com", "ann bob"),
            Aliases("a backslash ends it", "ann \\ann, bob", "ann@example.com", "ann bob"),
            Aliases("an alias that names itself delivers", "ann ann, x@remote.test", "ann@example.com", "ann x@remote.test"),
            Aliases("the detail has its own alias", "list+x bob; list+* ann; list y", "list+x@example.com", "bob"),
            Aliases("name+* is for other details", "list+x bob; list+* ann; list y", "list+q@example.com", "ann"),
            Aliases("name is for all details", "list y", "list+q@example.com", "y"),
            Aliases("postmaster resolves without an alias", "", "postmaster@example.com", "postmaster"),
            Aliases("MAILER-DAEMON resolves without an alias", "", "MAILER-DAEMON@example.com", "postmaster"),
            Aliases("an alias for postmaster is MAILER-DAEMON's too", "postmaster ann", "mailer-daemon@example.com", "ann"),
            Aliases("REDIRECT tells the new address", "gone gone@new.test.REDIRECT", "gone@example.com", "551 5.1.6 User has moved; please try <gone@new.test>"),
            Aliases("an alias of one domain", "sales@example.com ann; sales bob", "sales@example.com", "ann"),
            new("a virtual user leads to an alias", [("virtual-users", "@v.test all"), ("aliases", "all ann, bob")], "who@v.test", "ann bob"),
            new("a forward replaces the mailbox", [("forwards", "ann x@remote.test")], "ann@example.com", "x@remote.test"),
            new("a forward keeps a copy by a backslash", [("forwards", "ann \\ann, x@remote.test")], "ann@example.com", "ann x@remote.test"),
            new("a forward that names itself delivers", [("forwards", "ann ann, bob")], "ann@example.com", "ann bob"),
            new("a forward follows another", [("forwards", "ann bob; bob x")], "ann@example.com", "x"),
            new("forwards in a circle keep the mail", [("forwards", "ann bob; bob ann")], "ann@example.com", "ann"),
            new("a forward of a detail comes first", [("forwards", "ann+lists bob; ann x@remote.test")], "ann+lists@example.com", "bob"),
            new("a backslash skips the forward", [("aliases", "boss \\ann"), ("forwards", "ann x@remote.test")], "boss@example.com", "ann"),
            new("an alias comes before the account's forward", [("aliases", "ann bob"), ("forwards", "ann x@remote.test")], "ann@example.com", "bob"),
        ];
    }
}
