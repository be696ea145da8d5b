using Waypost.Mail.Tables;
using Waypost.Testing.MailTables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>The acceptance cases that the API's tests and those over SMTP have too.</summary>
public sealed class AcceptanceTests
{
    public static TheoryData<string> AccessCases => [.. AccessCase.All.Keys];

    public static TheoryData<string> RecipientCases => [.. RecipientCase.All.Keys];

    [Theory]
    [MemberData(nameof(AccessCases))]
    public void AnAccessEntryDecides(string name)
    {
        AccessCase test = AccessCase.All[name];
        AccessDecision decision = AccessEvaluator.Evaluate(
            TableBuilder.Tables(access: test.Entries), new AccessQuery(test.ClientName, test.ClientAddress, test.ReversePath, test.Recipient, false));
        Assert.Equal((test.Outcome, test.Reply), (decision.Outcome, decision.Reply));
        Assert.All(test.Pairs, pair => Assert.Null(AccessSyntax.CheckEntry(pair.Key, pair.Value)));
    }

    [Theory]
    [MemberData(nameof(RecipientCases))]
    public void ARecipientIsResolved(string name)
    {
        RecipientCase test = RecipientCase.All[name];
        MailTables tables = TableBuilder.Tables(
            accounts: string.Join(' ', RecipientCase.Accounts), aliases: test.Of("aliases"), virtualUsers: test.Of("virtual-users"), forwards: test.Of("forwards"));
        ResolvedRecipient resolved = RecipientResolver.Resolve(tables, test.Recipient);
        Assert.Equal(test.Expected, resolved.Reply ?? string.Join(' ', resolved.Recipients.Select(r => r.Account ?? r.RemoteAddress)));
    }
}
