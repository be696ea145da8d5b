using System.Text;
using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>sendmail's genericstable and masquerading.</summary>
public sealed class OutgoingTests
{
    private static MailTables Tables(string generics = "", MailTablesOptions? options = null) =>
        TableBuilder.Tables(generics: generics) with { Options = options ?? new() };

    [Theory]
    [InlineData("ann@example.com ann.smith@pub.test", "ann@example.com", "ann.smith@pub.test")]
    [InlineData("ann ann.smith@pub.test", "ANN@example.com", "ann.smith@pub.test")]
    [InlineData("ann ann.smith@pub.test", "ann@remote.test", "ann@remote.test")]
    [InlineData("ann ann.smith", "ann@example.com", "ann.smith@example.com")]
    [InlineData("ann ann.smith@pub.test", "ann+x@example.com", "ann.smith@pub.test")]
    [InlineData("ann+* ann.smith+%1@pub.test; ann other@pub.test", "ann+x@example.com", "ann.smith+x@pub.test")]
    [InlineData("@example.com %1@pub.test", "bob@example.com", "bob@pub.test")]
    [InlineData("ann ann.smith@pub.test", "bob@example.com", "bob@example.com")]
    public void AGenericAddressStandsForALocalOne(string generics, string address, string expected) =>
        Assert.Equal(expected, OutgoingAddress.OfSender(Tables(generics), address));

    [Fact]
    public void OtherDomainsAreLookedUpWhereTheSettingSays()
    {
        MailTables tables = Tables("ann@host.inner.test ann@pub.test; ann@inner.test ann@pub.test", new() { GenericsDomains = ["inner.test"] });
        Assert.Equal("ann@pub.test", OutgoingAddress.OfSender(tables, "ann@inner.test"));
        Assert.Equal("ann@host.inner.test", OutgoingAddress.OfSender(tables, "ann@host.inner.test"));
        tables.Options.GenericsEntireDomain = true;
        Assert.Equal("ann@pub.test", OutgoingAddress.OfSender(tables, "ann@host.inner.test"));
    }

    [Theory]
    [InlineData("ann@example.com", "ann@pub.test")]
    [InlineData("ann@inner.test", "ann@pub.test")]
    [InlineData("ann@host.inner.test", "ann@pub.test")]
    [InlineData("root@example.com", "root@example.com")]
    [InlineData("ann@remote.test", "ann@remote.test")]
    public void MasqueradingHidesTheDomain(string address, string expected) =>
        Assert.Equal(expected, OutgoingAddress.OfSender(Tables(options: new() { MasqueradeAs = "pub.test", MasqueradeDomains = ["inner.test"], MasqueradeEntireDomain = true }), address));

    [Fact]
    public void TheEnvelopeChangesOnlyWhenItIsMasqueraded()
    {
        MailTables tables = Tables("ann ann.smith@pub.test");
        Assert.Equal("ann@example.com", OutgoingAddress.OfReversePath(tables, "ann@example.com"));
        tables.Options.MasqueradeEnvelope = true;
        Assert.Equal("ann.smith@pub.test", OutgoingAddress.OfReversePath(tables, "ann@example.com"));
        Assert.Equal("", OutgoingAddress.OfReversePath(tables, ""));
    }

    [Fact]
    public void OnlyAddressesOfTheHeaderChange()
    {
        const string Message = "Received: from x\r\nFrom: \"Smith, Ann\" <ann@example.com>\r\nTo: Bob <bob@example.com>,\r\n\tann@example.com\r\nSubject:  odd   spacing \r\n\r\nFrom: ann@example.com\r\n";
        MailTables tables = Tables("ann ann.smith@pub.test");
        Assert.Equal(
            Message.Replace("\"Smith, Ann\" <ann@example.com>", "\"Smith, Ann\" <ann.smith@pub.test>", StringComparison.Ordinal), Rewrite(tables, Message));
        ReadOnlyMemory<byte> same = Encoding.UTF8.GetBytes(Message);
        Assert.Equal(same, OutgoingHeader.Rewrite(Tables("bob b@pub.test"), same));
    }

    [Fact]
    public void RecipientsAreMasqueradedWhenTheSettingSaysSo()
    {
        const string Message = "From: ann@example.com\r\nTo: bob@example.com, x@remote.test\r\n\r\nbody\r\n";
        MailTables tables = Tables(options: new() { MasqueradeAs = "pub.test", MasqueradeRecipients = true });
        Assert.Equal("From: ann@pub.test\r\nTo: bob@pub.test, x@remote.test\r\n\r\nbody\r\n", Rewrite(tables, Message));
    }

    private static string Rewrite(MailTables tables, string message) => Encoding.UTF8.GetString(OutgoingHeader.Rewrite(tables, Encoding.UTF8.GetBytes(message)).Span);
}
