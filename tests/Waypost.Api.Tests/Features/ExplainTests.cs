using System.Net;

namespace Waypost.Api.Tests.Features;

public sealed class ExplainTests(ApiHost host)
{
    [Fact]
    public async Task ARecipientIsResolvedStepByStep()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/explain.example", null);
        await host.Admin.PutTextAsync("/v1/accounts/explain-ann", """{"password":"a secret"}""");
        await host.Admin.PutTextAsync("/v1/aliases/explain-sales", """{"targets":["explain-ann","bob@example.org"]}""");

        var answer = await (await host.Reader.PostTextAsync("/v1/recipients:resolve", """{"address":"explain-sales@explain.example"}""")).OkAsync();
        Assert.Equal("explain-ann", Assert.Single(answer.GetProperty("accounts").EnumerateArray()).GetString());
        Assert.Equal("bob@example.org", Assert.Single(answer.GetProperty("remoteAddresses").EnumerateArray()).GetString());
        Assert.NotEqual(0, answer.GetProperty("steps").GetArrayLength());

        var unknown = await (await host.Reader.PostTextAsync("/v1/recipients:resolve", """{"address":"nobody@explain.example"}""")).OkAsync();
        Assert.StartsWith("550", unknown.GetProperty("reply").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccessEntriesAreEvaluatedStepByStep()
    {
        await host.Admin.PutTextAsync("/v1/access-entries/From:spam@explain.example", """{"value":"REJECT"}""");
        var answer = await (await host.Reader.PostTextAsync(
            "/v1/access-entries:evaluate", """{"clientAddress":"192.0.2.1","reversePath":"spam@explain.example"}""")).OkAsync();
        Assert.Equal("REJECT", answer.GetProperty("outcome").GetString());
        Assert.StartsWith("5", answer.GetProperty("reply").GetString(), StringComparison.Ordinal);
        await (await host.Reader.PostTextAsync("/v1/access-entries:evaluate", """{"clientAddress":"nowhere"}"""))
            .ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.clientAddress");
    }
}
