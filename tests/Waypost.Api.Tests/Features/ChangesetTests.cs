using System.Net;

namespace Waypost.Api.Tests.Features;

public class ChangesetTests(ApiHost host)
{
    private const string Path = "/v1/changesets";

    [Fact]
    public async Task OperationsOnManyKindsAreAppliedInOrderAndAsOne()
    {
        var zone = await NewZoneAsync();
        var response = await host.Admin.PostTextAsync(Path, $$"""
            { "comment": "a start", "operations": [
              { "op": "put", "path": "/v1/mail-domains/{{zone}}" },
              { "op": "put", "path": "/v1/aliases/sales-{{zone}}", "body": { "targets": ["ann@{{zone}}"] } },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/www/A", "body": { "records": ["192.0.2.1"] }, "exists": false },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/mail/A", "body": { "records": ["192.0.2.2"], "ttl": 60 } },
              { "op": "put", "path": "/v1/zones/new.{{zone}}" },
              { "op": "put", "path": "/v1/zones/new.{{zone}}/rrsets/@/TXT", "body": { "records": ["\"hello\""] } }
            ] }
            """);
        var changeset = await response.OkAsync(HttpStatusCode.Created);
        Assert.Equal(["created", "created", "created", "created", "created", "created"], changeset.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("status").GetString()));
        Assert.Equal("a start", changeset.GetProperty("comment").GetString());
        Assert.Equal(2, changeset.GetProperty("zones").GetArrayLength());
        var rrset = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets/mail/A")).OkAsync();
        Assert.Equal(60, rrset.GetProperty("ttl").GetInt32());
        await (await host.Reader.GetJsonAsync($"/v1/zones/new.{zone}/rrsets/@/TXT")).OkAsync();

        var read = await (await host.Reader.GetJsonAsync(response.Headers.Location!.ToString())).OkAsync();
        Assert.Equal(6, read.GetProperty("changes").GetArrayLength());
        Assert.Contains(read.GetProperty("changes").EnumerateArray(), change =>
            change.GetProperty("path").GetString() == $"/v1/zones/{zone}/rrsets/www/A" && change.GetProperty("after").GetProperty("records")[0].GetString() == "192.0.2.1");
    }

    [Fact]
    public async Task OneThatFailsLeavesNothingOfTheOthersAndIsNamed()
    {
        var zone = await NewZoneAsync();
        var problem = await (await host.Admin.PostTextAsync(Path, $$"""
            { "operations": [
              { "op": "put", "path": "/v1/mail-domains/{{zone}}" },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/www/A", "body": { "records": ["192.0.2.1"] } },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/ns1/A", "body": { "records": ["192.0.2.1"] }, "exists": true }
            ] }
            """)).ProblemAtAsync(HttpStatusCode.PreconditionFailed, "$.operations[2]");
        Assert.Contains("ns1/A", problem.Errors!["$.operations[2]"][0], StringComparison.Ordinal);
        await (await host.Reader.GetJsonAsync($"/v1/mail-domains/{zone}")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets/www/A")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EveryErrorOfTheBodyIsAtTheIndexOfItsOperation()
    {
        var zone = await NewZoneAsync();
        await (await host.Admin.PostTextAsync(Path, $$"""
            { "operations": [
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/www/A", "body": { "records": ["192.0.2.1", "x"] } },
              { "op": "put", "path": "/v1/aliases/a", "body": { "targets": [], "more": 1 } },
              { "op": "post", "path": "/v1/aliases/a" },
              { "op": "put", "path": "/v1/nothing/a" },
              { "op": "delete", "path": "/v1/zones/{{zone}}/rrsets/@/SOA" }
            ] }
            """)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.operations[0].body.records[1]", "$.operations[1].body.more", "$.operations[2].op", "$.operations[3].path", "$.operations[4].path");
    }

    [Fact]
    public async Task AMemberThatIsThereTwiceIsRefusedWithItsPath() =>
        await (await host.Admin.PostTextAsync(Path, """
            { "operations": [ { "op": "delete", "path": "/v1/aliases/a" }, { "op": "put", "path": "/v1/aliases/a", "body": { "targets": ["a"], "targets": [] } } ] }
            """)).ProblemAtAsync(HttpStatusCode.BadRequest, "$.operations[1].body");

    [Fact]
    public async Task ADryRunSaysWhatWouldChangeAndChangesNothing()
    {
        var zone = await NewZoneAsync();
        var changeset = await (await host.Admin.PostTextAsync(Path, $$"""
            { "dryRun": true, "operations": [
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/@/MX", "body": { "records": ["10 mail"] } },
              { "op": "delete", "path": "/v1/aliases/nobody-{{zone}}" }
            ] }
            """)).OkAsync();
        Assert.False(changeset.TryGetProperty("id", out _));
        Assert.Equal(["created", "unchanged"], changeset.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("status").GetString()));
        Assert.Contains("has no address", changeset.GetProperty("warnings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, changeset.GetProperty("warnings")[0].GetProperty("operation").GetInt32());
        await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets/@/MX")).ProblemAsync(HttpStatusCode.NotFound);
        Assert.DoesNotContain("MX", await ZoneFileAsync(zone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrictTurnsWarningsIntoErrorsInAChangesetAndInASingleWrite()
    {
        var zone = await NewZoneAsync();
        await (await host.Admin.PostTextAsync(Path, $$"""
            { "strict": true, "operations": [ { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/@/MX", "body": { "records": ["10 mail"] } } ] }
            """)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.operations[0]");
        await (await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/@/MX?strict=true", """{ "records": ["10 mail"] }""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$");
        var rrset = await (await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/@/MX", """{ "records": ["10 mail"] }""")).OkAsync(HttpStatusCode.Created);
        Assert.Equal(1, rrset.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task RevertingMakesEveryResourceWhatItWas()
    {
        var zone = await NewZoneAsync();
        await host.Admin.PutTextAsync($"/v1/aliases/keep-{zone}", """{ "targets": ["ann"] }""");
        await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/old/A", """{ "records": ["192.0.2.9"] }""");
        var before = await RecordsAsync(zone);
        var id = (await (await host.Admin.PostTextAsync(Path, $$"""
            { "operations": [
              { "op": "put", "path": "/v1/aliases/keep-{{zone}}", "body": { "targets": ["bob"] } },
              { "op": "put", "path": "/v1/mail-domains/{{zone}}" },
              { "op": "delete", "path": "/v1/zones/{{zone}}/rrsets/old/A" },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/new/A", "body": { "records": ["192.0.2.9"] } },
              { "op": "put", "path": "/v1/zones/sub.{{zone}}" },
              { "op": "put", "path": "/v1/zones/sub.{{zone}}/rrsets/x/A", "body": { "records": ["192.0.2.9"] } }
            ] }
            """)).OkAsync(HttpStatusCode.Created)).GetProperty("id").GetString();

        var reverted = await (await host.Admin.PostTextAsync($"{Path}/{id}:revert", null)).OkAsync(HttpStatusCode.Created);
        Assert.Equal(id, reverted.GetProperty("reverts").GetString());
        Assert.Equal(before, await RecordsAsync(zone));
        Assert.Equal("ann", (await (await host.Reader.GetJsonAsync($"/v1/aliases/keep-{zone}")).OkAsync()).GetProperty("targets")[0].GetString());
        await (await host.Reader.GetJsonAsync($"/v1/mail-domains/{zone}")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Reader.GetJsonAsync($"/v1/zones/sub.{zone}")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.PostTextAsync($"{Path}/{id}:revert", null)).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(reverted.GetProperty("id").GetString(), (await (await host.Reader.GetJsonAsync($"{Path}/{id}")).OkAsync()).GetProperty("revertedBy").GetString());
    }

    [Fact]
    public async Task RevertingIsRefusedWithTheConflictNamedWhenTheSameKeyHasChangedSince()
    {
        var zone = await NewZoneAsync();
        var created = await host.Admin.PostTextAsync(Path, $$"""
            { "operations": [
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/www/A", "body": { "records": ["192.0.2.1"] } },
              { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/other/A", "body": { "records": ["192.0.2.1"] } }
            ] }
            """);
        await host.Writer.PutTextAsync($"/v1/zones/{zone}/rrsets/www/A", """{ "records": ["192.0.2.2"] }""");
        var problem = await (await host.Admin.PostTextAsync(created.Headers.Location + ":revert", null)).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains($"/v1/zones/{zone}/rrsets/www/A is not as the changeset left it: it is now 3600 192.0.2.2. Changeset", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("key:writer", problem.Detail, StringComparison.Ordinal);
        await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets/other/A")).OkAsync();
    }

    [Fact]
    public async Task ADeletedZoneComesBackWithItsRecords()
    {
        var zone = await NewZoneAsync();
        await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/www/A", """{ "records": ["192.0.2.1"] }""");
        var before = await RecordsAsync(zone);
        await host.Admin.RemoveAsync($"/v1/zones/{zone}");
        var id = (await (await host.Reader.GetJsonAsync($"{Path}?path=/v1/zones/{zone}&limit=1")).OkAsync()).GetProperty("items")[0].GetProperty("id").GetString();
        await (await host.Admin.PostTextAsync($"{Path}/{id}:revert", """{ "comment": "a mistake" }""")).OkAsync(HttpStatusCode.Created);
        Assert.Equal(before, await RecordsAsync(zone));
    }

    [Fact]
    public async Task ALoopOfAliasesWithinAChangesetIsRefused()
    {
        var name = Guid.NewGuid().ToString("N");
        await (await host.Admin.PostTextAsync(Path, $$"""
            { "operations": [
              { "op": "put", "path": "/v1/aliases/a{{name}}", "body": { "targets": ["b{{name}}"] } },
              { "op": "put", "path": "/v1/aliases/b{{name}}", "body": { "targets": ["a{{name}}"] } }
            ] }
            """)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.operations[1].body.targets");
    }

    [Fact]
    public async Task TheSecretOfAKeyIsInNoChangeset()
    {
        var name = "k" + Guid.NewGuid().ToString("N");
        var key = await (await host.Admin.PutTextAsync($"/v1/tsig-keys/{name}", """{ "algorithm": "hmac-sha256" }""")).OkAsync(HttpStatusCode.Created);
        var listed = await (await host.Reader.GetJsonAsync($"{Path}?path=/v1/tsig-keys/{name}")).OkAsync();
        var text = await (await host.Reader.GetJsonAsync($"{Path}/{listed.GetProperty("items")[0].GetProperty("id").GetString()}")).TextAsync();
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.GetProperty("secret").GetString()!, text, StringComparison.Ordinal);
    }

    private async Task<string> NewZoneAsync()
    {
        var zone = $"z{Guid.NewGuid():N}.example";
        await (await host.Admin.PostTextAsync("/v1/zones", $$"""{ "name": "{{zone}}" }""")).OkAsync(HttpStatusCode.Created);
        return zone;
    }

    private async Task<string> ZoneFileAsync(string zone) => await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/file")).TextAsync();

    private async Task<IEnumerable<string>> RecordsAsync(string zone)
    {
        var page = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets")).OkAsync();
        return [.. page.GetProperty("items").EnumerateArray().Where(rrset => rrset.GetProperty("type").GetString() != "SOA").Select(rrset => rrset.GetRawText())];
    }
}
