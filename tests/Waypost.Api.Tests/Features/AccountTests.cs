using System.Net;

namespace Waypost.Api.Tests.Features;

public sealed class AccountTests(ApiHost host)
{
    [Fact]
    public async Task AnAccountKeepsWhatIsSetBesideThePassword()
    {
        await (await host.Admin.PutTextAsync("/v1/accounts/set-ann", """{"password":"first","protocols":["imap","smtp"],"quotaStorage":1000000,"quotaMessages":10}""")).OkAsync(HttpStatusCode.Created);
        var changed = await (await host.Admin.PutTextAsync("/v1/accounts/set-ann", """{"disabled":true,"quotaStorage":5}""")).OkAsync();
        Assert.True(changed.GetProperty("disabled").GetBoolean());
        Assert.Equal(5, changed.GetProperty("quotaStorage").GetInt64());
        Assert.False(changed.TryGetProperty("protocols", out _));
        var usage = await (await host.Reader.GetJsonAsync("/v1/accounts/set-ann/usage")).OkAsync();
        Assert.Equal((0, 5), (usage.GetProperty("messages").GetInt64(), usage.GetProperty("quotaStorage").GetInt64()));
        await (await host.Admin.PutTextAsync("/v1/accounts/set-ann", """{"protocols":["telnet"]}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.protocols");
        await (await host.Admin.PutTextAsync("/v1/accounts/set-ann", """{"quotaStorage":-1}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.quotaStorage");
        await (await host.Admin.GetJsonAsync("/v1/accounts/set-nobody/usage")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnAppPasswordIsShownOnce()
    {
        const string path = "/v1/accounts/app-ann/app-passwords";
        await (await host.Admin.PostTextAsync(path, """{"name":"phone"}""")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.PutTextAsync("/v1/accounts/app-ann", """{"password":"first"}""")).OkAsync(HttpStatusCode.Created);
        var created = await (await host.Admin.PostTextAsync(path, """{"name":"phone","protocols":["imap"]}""")).OkAsync(HttpStatusCode.Created);
        Assert.Equal(24, created.GetProperty("password").GetString()!.Length);
        await (await host.Admin.PostTextAsync(path, """{"name":"phone"}""")).ProblemAsync(HttpStatusCode.Conflict);
        await (await host.Admin.PostTextAsync(path, """{"name":"","protocols":["x"]}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.name", "$.protocols");
        var listed = await (await host.Reader.GetJsonAsync(path)).TextAsync();
        Assert.Contains("phone", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(created.GetProperty("password").GetString()!, listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync(path + "/phone")).StatusCode);
        await (await host.Admin.RemoveAsync(path + "/phone")).ProblemAsync(HttpStatusCode.NotFound);
    }
}
