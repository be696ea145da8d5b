using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>sendmail's mailertable.</summary>
public sealed class MailerRouteTests
{
    private static readonly MailTables Tables = TableBuilder.Tables(routes:
        "exact.test smtp:mx.exact.test; .parent.test relay:[192.0.2.1]:587; deep.parent.test esmtp:a.test:b.test; v6.test smtp:[IPv6:2001:db8::1]; own.test smtp:; "
        + "left.test local:ann; here.test local:; gone.test error:5.1.2:550 no such host; .pct.test smtp:%1.mail.test; [192.0.2.7] relay:[192.0.2.8]");

    [Theory]
    [InlineData("exact.test", "exact.test", "mx.exact.test mx")]
    [InlineData("EXACT.test", "exact.test", "mx.exact.test mx")]
    [InlineData("sub.exact.test", null, null)]
    [InlineData("a.b.parent.test", ".parent.test", "192.0.2.1 host 587")]
    [InlineData("parent.test", null, null)]
    [InlineData("deep.parent.test", "deep.parent.test", "a.test mx, b.test mx")]
    [InlineData("v6.test", "v6.test", "2001:db8::1 host")]
    [InlineData("own.test", "own.test", "")]
    [InlineData("x.y.pct.test", ".pct.test", "x.y.mail.test mx")]
    [InlineData("[192.0.2.7]", "[192.0.2.7]", "192.0.2.8 host")]
    public void TheMostSpecificKeyApplies(string domain, string? key, string? hosts)
    {
        MailerRoute? route = MailerRoutes.Find(Tables, domain);
        Assert.Equal(key, route?.Key);
        Assert.Equal(hosts, route is null ? null : string.Join(", ", route.Hosts.Select(h => $"{h.Name} {(h.LookUpMx ? "mx" : "host")} {h.Port}".TrimEnd())));
    }

    [Fact]
    public void TheDotIsForAllOthers() =>
        Assert.Equal(".", MailerRoutes.Find(TableBuilder.Tables(routes: ". relay:hub.test"), "any.where.test")?.Key);

    [Theory]
    [InlineData("who@left.test", "ann")]
    [InlineData("bob@here.test", "bob")]
    [InlineData("who@gone.test", "550 5.1.2 no such host")]
    [InlineData("who@exact.test", "who@exact.test")]
    public void LocalAndErrorApplyWhereTheAddressIsResolved(string address, string expected)
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(Tables, address);
        Assert.Equal(expected, resolved.Reply ?? resolved.Recipients[0].Account ?? resolved.Recipients[0].RemoteAddress);
        Assert.Contains(resolved.Steps, step => step.Table == "mailer-routes");
    }

    [Theory]
    [InlineData("smtp:host.test", true)]
    [InlineData("relay:[host.test]", true)]
    [InlineData("smtp:[host.test]:2525:[other.test]", true)]
    [InlineData("local:ann", true)]
    [InlineData("error:nohost no such host", false)]
    [InlineData("error:nohost 550 no such host", true)]
    [InlineData("uucp:host", false)]
    [InlineData("host.test", false)]
    [InlineData("smtp:[host.test]:99999", false)]
    [InlineData("smtp:bad host", false)]
    public void TheRightSideIsChecked(string target, bool good) => Assert.Equal(good, MailerRoutes.CheckTarget(target) is null);
}
