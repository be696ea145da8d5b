using Waypost.Mail.Queue;
using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>Includes, files, commands, list owners and the limits on them.</summary>
public sealed class AliasTargetTests
{
    private static readonly MailTablesOptions Allowed = new() { IncludeDirectory = "/etc/lists", FileDirectory = "/var/archive", CommandDirectory = "/usr/lib/smrsh" };

    private static MailTables Tables(string aliases, MailTablesOptions? options = null, string forwards = "") =>
        TableBuilder.Tables(aliases: aliases, forwards: forwards) with { Options = options ?? Allowed, Includes = new Lists() };

    [Fact]
    public void AnIncludeIsEveryAddressOfAFile()
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(Tables("list :include:/etc/lists/staff"), "list@example.com");
        Assert.Equal(["ann", "bob", "carol@remote.test", "dan@remote.test"], resolved.Recipients.Select(r => r.Account ?? r.RemoteAddress));
        Assert.Contains(new TableStep("includes", "/etc/lists/staff", "4 addresses"), resolved.Steps);
    }

    [Theory]
    [InlineData("list :include:/etc/lists/none", "451 4.2.4 A mailing list cannot be read, try again later")]
    [InlineData("list :include:/etc/lists/loop", "554 5.4.6 aliasing/forwarding loop broken")]
    [InlineData("list :include:/etc/lists/../passwd", "550 5.7.1 Includes, files and commands are not allowed here")]
    public void AnIncludeThatCannotBeIsRefused(string aliases, string reply) =>
        Assert.Equal(reply, RecipientResolver.Resolve(Tables(aliases), "list@example.com").Reply);

    [Fact]
    public void FilesAndCommandsAreRecipients()
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(Tables("archive /var/archive/all, |/usr/bin/vacation -a ann ann"), "archive@example.com");
        Assert.Equal(["/var/archive/all", null], resolved.Recipients.Select(r => r.File));
        Assert.Equal([null, "/usr/lib/smrsh/vacation -a ann ann"], resolved.Recipients.Select(r => r.Command));
    }

    [Theory]
    [InlineData("|/usr/bin/vacation ann", true)]
    [InlineData("\"|vacation ann\"", true)]
    [InlineData("|vacation; rm -rf /", false)]
    [InlineData("|vacation `id`", false)]
    [InlineData("/var/archive/x", true)]
    [InlineData("/var/archive/../../etc/passwd", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData(":include:/etc/lists/a", true)]
    [InlineData(":include:/etc/shadow", false)]
    [InlineData(":include:relative", false)]
    [InlineData("\"Ann Smith\" <ann@example.com>", true)]
    [InlineData("a@x.test b@y.test", false)]
    [InlineData("\\ann@example.com", false)]
    public void ATargetIsAllowedBySettings(string target, bool good)
    {
        Assert.Equal(good, AliasSyntax.CheckTarget(Allowed, target, inForward: false) is null);
        bool plain = !target.Contains('/', StringComparison.Ordinal) && !target.Contains('|', StringComparison.Ordinal);
        Assert.Equal(good && plain, AliasSyntax.CheckTarget(new(), target, inForward: false) is null);
        Assert.Equal(good && plain, AliasSyntax.CheckTarget(Allowed, target, inForward: true) is null);
    }

    [Fact]
    public void ForwardsMayHaveCommandsWhenTheSettingSaysSo()
    {
        MailTables tables = Tables("", new MailTablesOptions { CommandDirectory = "/usr/lib/smrsh", AllowInForwards = true }, "ann \\ann, |vacation ann");
        Assert.Equal(2, RecipientResolver.Resolve(tables, "ann@example.com").Recipients.Count);
        Assert.Equal("ann", RecipientResolver.Resolve(tables with { Options = Allowed }, "ann@example.com").Recipients[0].Account);
    }

    [Theory]
    [InlineData("list carol@remote.test, ann; owner-list bob", "bob@example.com")]
    [InlineData("list carol@remote.test; owner-list dan@remote.test", "dan@remote.test")]
    [InlineData("list carol@remote.test; owner-list ann, bob", "owner-list@example.com")]
    [InlineData("list sublist; sublist carol@remote.test; owner-list ann; owner-sublist bob", "bob@example.com")]
    [InlineData("list carol@remote.test", null)]
    public void AListsOwnerIsTheReversePath(string aliases, string? owner) =>
        Assert.All(RecipientResolver.Resolve(Tables(aliases), "list@example.com").Recipients, recipient => Assert.Equal(owner, recipient.ReversePath));

    [Fact]
    public void TheDetailGoesWithTheRecipient()
    {
        QueueRecipient recipient = Assert.Single(RecipientResolver.Resolve(Tables(""), "ann+lists@example.com").Recipients);
        Assert.Equal(("ann", "lists"), (recipient.Account, recipient.Detail));
    }

    [Theory]
    [InlineData("bob", "nobody@example.com", "bob")]
    [InlineData("@hub.test", "nobody@example.com", "nobody@hub.test")]
    [InlineData("error:5.1.1:550 Not here", "nobody@example.com", "550 5.1.1 Not here")]
    [InlineData("alsonobody", "nobody@example.com", "550 5.1.1 User unknown")]
    public void UnknownUsersGoWhereTheSettingSays(string relay, string address, string expected)
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(Tables("", new MailTablesOptions { UnknownUserRelay = relay }), address);
        Assert.Equal(expected, resolved.Reply ?? resolved.Recipients[0].Account ?? resolved.Recipients[0].RemoteAddress);
    }

    private sealed class Lists : IIncludeLists
    {
        public string? Read(string path, out string? problem)
        {
            problem = "no such file";
            return path switch
            {
                "/etc/lists/staff" => "# the staff\nann, bob\n\"Carol, the boss\" <carol@remote.test>\ndan@remote.test (on leave)\n",
                "/etc/lists/loop" => ":include:/etc/lists/loop\n",
                _ => null,
            };
        }
    }
}
