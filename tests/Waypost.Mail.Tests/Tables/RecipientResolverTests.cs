using Waypost.Mail.Queue;
using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>The acceptance cases of sendmail's virtusertable and aliases.</summary>
public sealed class RecipientResolverTests
{
    private static string Resolve(MailTables tables, string address)
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(tables, address);
        return resolved.Reply ?? string.Join(' ', resolved.Recipients.Select(r => r.Account ?? r.RemoteAddress));
    }

    [Theory]
    [InlineData("ann@example.com", "ann")]
    [InlineData("ANN@Example.COM", "ann")]
    [InlineData("ann+detail@example.com", "ann")]
    [InlineData("\"ann\"@example.com", "ann")]
    [InlineData("ann", "ann")]
    [InlineData("nobody@example.com", "550 5.1.1 User unknown")]
    [InlineData("x@remote.test", "x@remote.test")]
    [InlineData("postmaster", "postmaster")]
    [InlineData("MAILER-DAEMON@example.com", "postmaster")]
    public void ALocalPartIsAnAccount(string address, string expected) =>
        Assert.Equal(expected, Resolve(TableBuilder.Tables(), address));

    [Theory]
    [InlineData("", "bob ann", "ann")]
    [InlineData("bob", "bob ann", "bob")]
    [InlineData("x@remote.test", "ann", "x@remote.test")]
    [InlineData("", "bob postmaster ann", "postmaster")]
    [InlineData("", "", "550 5.1.1 User unknown")]
    public void PostmasterIsAlwaysThere(string setting, string accounts, string expected)
    {
        MailTables tables = TableBuilder.Tables(accounts: accounts) with { Options = new() { Postmaster = setting } };
        Assert.Equal(expected, Resolve(tables, "postmaster@example.com"));
        Assert.Equal(expected, Resolve(tables, "MAILER-DAEMON@example.com"));
        Assert.Equal(expected, Resolve(tables, "postmaster"));
    }

    [Theory]
    [InlineData("list++@d.test x; list+*@d.test y; list@d.test z", "list+a@d.test", "x")]
    [InlineData("list++@d.test x; list+*@d.test y; list@d.test z", "list+@d.test", "y")]
    [InlineData("list++@d.test x; list+*@d.test y; list@d.test z", "list@d.test", "z")]
    [InlineData("++@d.test x; +*@d.test y; @d.test z", "any+a@d.test", "x")]
    [InlineData("++@d.test x; +*@d.test y; @d.test z", "any+@d.test", "y")]
    [InlineData("++@d.test x; +*@d.test y; @d.test z", "any@d.test", "z")]
    [InlineData("@bar.com %1%3@catch.test", "other+d@bar.com", "other+d@catch.test")]
    [InlineData("@bar.com %1%3@catch.test", "postmaster@bar.com", "postmaster@catch.test")]
    [InlineData("@bar.com %2.%1@catch.test", "other+d@bar.com", "d.other@catch.test")]
    [InlineData("user@bar.com ann", "user+x@bar.com", "ann")]
    [InlineData("@other.example ann", "whoever@other.example", "ann")]
    [InlineData("old@bar.com error:5.7.0:550 gone", "old@bar.com", "550 5.7.0 gone")]
    [InlineData("old@bar.com error:nouser 550 no such user", "old@bar.com", "550 5.1.1 no such user")]
    [InlineData("@bar.com ann", "someone@sub.bar.com", "someone@sub.bar.com")]
    [InlineData("one@bar.com ann", "two@bar.com", "550 5.1.1 User unknown")]
    [InlineData("one@bar.com ann", "postmaster@bar.com", "postmaster")]
    [InlineData("one@bar.com two@bar.com; two@bar.com bob", "one@bar.com", "bob")]
    [InlineData("one@bar.com two@bar.com; two@bar.com one@bar.com", "one@bar.com", "554 5.4.6 aliasing/forwarding loop broken")]
    [InlineData("ann@example.com ann@example.com; @example.com bob", "ann@example.com", "ann")]
    [InlineData("ann@remote.test bob; @d.test x@remote.test", "a@d.test", "550 5.1.1 User unknown")]
    public void AVirtualUserIsLookedUpInOrder(string virtualUsers, string address, string expected) =>
        Assert.Equal(expected, Resolve(TableBuilder.Tables(accounts: "ann bob postmaster x y z", virtualUsers: virtualUsers), address));

    [Theory]
    [InlineData("sales ann", "sales@example.com", "ann")]
    [InlineData("SALES ann", "sales@example.com", "ann")]
    [InlineData("all ann, bob, x@remote.test", "all@example.com", "ann bob x@remote.test")]
    [InlineData("all sales, ann; sales ann, bob", "all@example.com", "ann bob")]
    [InlineData("ann ann, x@remote.test", "ann@example.com", "ann x@remote.test")]
    [InlineData("ann \\ann, x@remote.test", "ann@example.com", "ann x@remote.test")]
    [InlineData("ann bob; bob \\ann", "ann@example.com", "ann")]
    [InlineData("a b; b a", "a@example.com", "554 5.4.6 aliasing/forwarding loop broken")]
    [InlineData("list ann; list+* bob", "list+x@example.com", "bob")]
    [InlineData("list ann", "list+x@example.com", "ann")]
    [InlineData("list+x bob; list+* ann", "list+x@example.com", "bob")]
    [InlineData("sales@example.com ann; sales bob", "sales@example.com", "ann")]
    [InlineData("gone gone@new.test.REDIRECT", "gone@example.com", "551 5.1.6 User has moved; please try <gone@new.test>")]
    [InlineData("sales nobody", "sales@example.com", "550 5.1.1 User unknown")]
    [InlineData("sales ann, nobody", "sales@example.com", "ann nobody@example.com")]
    [InlineData("postmaster ann", "postmaster@example.com", "ann")]
    [InlineData("postmaster ann", "MAILER-DAEMON", "ann")]
    [InlineData("postmaster MAILER-DAEMON", "postmaster@example.com", "554 5.4.6 aliasing/forwarding loop broken")]
    public void AnAliasIsFollowedUntilNothingChanges(string aliases, string address, string expected) =>
        Assert.Equal(expected, Resolve(TableBuilder.Tables(aliases: aliases), address));

    [Fact]
    public void TheRecipientKeepsTheForwardPathThatTheClientGave()
    {
        MailTables tables = TableBuilder.Tables(aliases: "sales ann");
        QueueRecipient recipient = Assert.Single(RecipientResolver.Resolve(tables, "Sales@example.com").Recipients);
        Assert.Equal(new QueueRecipient("Sales@example.com", "ann", null), recipient);
    }

    [Fact]
    public void TheStepsTellTheWay()
    {
        MailTables tables = TableBuilder.Tables(aliases: "sales ann", virtualUsers: "@v.test sales");
        Assert.Equal(
            ["virtual-users @v.test sales", "aliases sales ann", "accounts ann ann"],
            RecipientResolver.Resolve(tables, "x@v.test").Steps.Select(s => $"{s.Table} {s.Key} {s.Result}"));
    }
}
