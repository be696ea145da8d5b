using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Dns.Serving;

namespace Waypost.Api.Tests.Features;

/// <summary>What binds the statements of the DNS configuration to each other and to zones.</summary>
public sealed class DnsConfigurationTests(ApiHost host)
{
    [Fact]
    public async Task AnAclInUseCannotBeDeletedAndTheProblemSaysByWhat()
    {
        await PutAsync("acls/used-inner", """{"elements":["192.0.2.0/24"]}""", HttpStatusCode.Created);
        await PutAsync("acls/used-outer", """{"elements":["USED-inner"]}""", HttpStatusCode.Created);
        var inUse = await (await host.Admin.RemoveAsync("/v1/acls/used-inner")).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("acls used-outer $.elements[0]: undefined ACL 'USED-inner'", inUse.Detail, StringComparison.Ordinal);

        await CreateZoneAsync("acl-user.example", """, "settings": {"allowTransfer": ["used-outer"]}""");
        var byZone = await (await host.Admin.RemoveAsync("/v1/acls/used-outer")).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("zones acl-user.example. $.settings.allowTransfer[0]", byZone.Detail, StringComparison.Ordinal);

        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/acl-user.example", """{"settings":{"allowTransfer":null}}""")).OkAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/acls/used-outer")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/acls/used-inner")).StatusCode);
    }

    [Fact]
    public async Task ALoopOfAclsIsRefusedAndNothingChanges()
    {
        await PutAsync("acls/loop-one", """{"elements":["192.0.2.1"]}""", HttpStatusCode.Created);
        await PutAsync("acls/loop-two", """{"elements":["{ !loop-one; any; }"]}""", HttpStatusCode.Created);
        var problem = await (await host.Admin.PutTextAsync("/v1/acls/loop-one", """{"elements":["loop-two"]}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$");
        Assert.Contains("acl loop detected", problem.Errors!["$"][0], StringComparison.Ordinal);
        var kept = await (await host.Admin.GetJsonAsync("/v1/acls/loop-one")).OkAsync();
        Assert.Equal("192.0.2.1", kept.GetProperty("elements")[0].GetString());
    }

    [Fact]
    public async Task AViewWithZonesCannotBeDeletedAndAnUnknownOneIsNotFound()
    {
        await PutAsync("views/kept", """{"position":900,"matchClients":["192.0.2.200"]}""", HttpStatusCode.Created);
        await CreateZoneAsync("in-view.example", """, "view": "Kept" """);
        await CreateZoneAsync("in-view.example", "");
        var problem = await (await host.Admin.RemoveAsync("/v1/views/kept")).ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("1 zones are in the view", problem.Detail, StringComparison.Ordinal);

        var zone = await (await host.Admin.GetJsonAsync("/v1/zones/in-view.example?view=kept")).OkAsync();
        Assert.Equal("kept", zone.GetProperty("view").GetString());
        Assert.Equal("_default", (await (await host.Admin.GetJsonAsync("/v1/zones/in-view.example")).OkAsync()).GetProperty("view").GetString());
        Assert.Single((await (await host.Admin.GetJsonAsync("/v1/zones?view=kept")).OkAsync()).GetProperty("items").EnumerateArray());
        await (await host.Admin.GetJsonAsync("/v1/zones/in-view.example?view=nosuch")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.GetJsonAsync("/v1/zones?view=nosuch")).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name":"x.example","view":"nosuch"}""")).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/zones/in-view.example?view=kept")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/views/kept")).StatusCode);
        Assert.NotNull(host.Services.GetRequiredService<ZoneTable>().Find("in-view.example."));
    }

    [Theory]
    [InlineData("""{"settings":{"allowQuery":["any","nosuch"]}}""", "$.settings.allowQuery[1]")]
    [InlineData("""{"settings":{"allowUpdate":["any"],"updatePolicy":["grant k. zonesub ANY"]}}""", "$.settings.updatePolicy")]
    [InlineData("""{"settings":{"updatePolicy":["grant k. zonesub ANY","grant * krb5-self . A"]}}""", "$.settings.updatePolicy[1]")]
    [InlineData("""{"kind":"hint"}""", "$.kind")]
    [InlineData("""{"kind":"secondary"}""", "$.settings.primaries")]
    [InlineData("""{"kind":"secondary","settings":{"primaries":["nolist"]}}""", "$.settings.primaries[0]")]
    public async Task WrongZoneSettingsAreRefusedAtTheirPath(string patch, string path)
    {
        await host.Admin.PostTextAsync("/v1/zones", """{"name":"settings.example"}""");
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/settings.example", patch)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, path);
    }

    [Fact]
    public async Task APatchKeepsWhatItDoesNotNameAndNullTakesAway()
    {
        await CreateZoneAsync("merge.example", """, "settings": {"allowQuery": ["any"], "notify": "no"}""");
        var patched = await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/merge.example", """{"settings":{"allowQuery":null,"minRetry":60}}""", mediaType: "application/merge-patch+json")).OkAsync();
        Assert.Equal("""{"notify":"no","minRetry":60}""", patched.GetProperty("settings").GetRawText());
        var policy = host.Services.GetRequiredService<ZoneTable>().FindServed("merge.example.")!.Policy;
        Assert.Equal((60, "no"), (policy.Settings.MinRetry, policy.Settings.Notify));
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/merge.example", """{"settings":{"nosuch":1}}""")).ProblemAsync(HttpStatusCode.BadRequest);
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/merge.example", "[]")).ProblemAsync(HttpStatusCode.BadRequest);
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/merge.example", "{}", mediaType: "text/plain")).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/zones/merge.example", "{}", ifMatch: "\"0\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task PrimariesListsAreResolvedForTheZonesThatNameThem()
    {
        await PutAsync("remote-server-lists/inner-list", """{"servers":["192.0.2.2"],"port":5302}""", HttpStatusCode.Created);
        await PutAsync("remote-server-lists/outer-list", """{"servers":["192.0.2.1 key k1","inner-list key k2"]}""", HttpStatusCode.Created);
        var body = """{"name":"listed.example","kind":"secondary","settings":{"primaries":["outer-list"]}}""";
        await (await host.Admin.PostTextAsync("/v1/zones", body)).OkAsync(HttpStatusCode.Created);
        Assert.Equal(["192.0.2.1 port 53 key k1", "192.0.2.2 port 5302 key k2"], Primaries());
        await (await host.Admin.RemoveAsync("/v1/remote-server-lists/inner-list")).ProblemAsync(HttpStatusCode.Conflict);

        await PutAsync("remote-server-lists/inner-list", """{"servers":["2001:db8::2"]}""", HttpStatusCode.OK);
        Assert.Equal(["192.0.2.1 port 53 key k1", "2001:db8::2 port 53 key k2"], Primaries());

        IReadOnlyList<string>? Primaries() => host.Services.GetRequiredService<ZoneTable>().FindServed("listed.example.")!.Policy.Settings.Primaries;
    }

    [Fact]
    public async Task SettingsOfTheServerAreAlwaysThereAndTagged()
    {
        var read = await host.Reader.GetJsonAsync("/v1/dns-settings");
        await read.OkAsync();
        var changed = await host.Admin.CallAsync(HttpMethod.Patch, "/v1/dns-settings", """{"settings":{"maxRetry":1000}}""", ifMatch: read.Tag());
        Assert.Equal(1000, (await changed.OkAsync()).GetProperty("settings").GetProperty("maxRetry").GetInt32());
        await (await host.Admin.CallAsync(HttpMethod.Put, "/v1/dns-settings", "{}", ifMatch: read.Tag())).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await host.Admin.CallAsync(HttpMethod.Put, "/v1/dns-settings", "{}", ifMatch: changed.Tag())).OkAsync();
        await (await host.Reader.PutTextAsync("/v1/dns-settings", "{}")).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void ContractsHaveTheMembersOfTheStatementsThatTheyCarry()
    {
        Assert.Equal(Members<ZoneSettings>(), Members<Client.ZoneSettings>());
        Assert.Equal(Members<Dns.Configuration.DnsSettings>(), Members<Client.DnsSettings>());
        Assert.Equal(Members<Dns.Configuration.ViewDefinition>(), Members<Client.DnsView>());
        Assert.Equal(Members<Dns.Configuration.RemoteServer>(), Members<Client.RemoteServer>());
        Assert.Equal(Members<Dns.Configuration.RemoteServerList>(), Members<Client.RemoteServerList>());
        Assert.Equal(Members<Dns.Configuration.LoggingChannel>(), Members<Client.LoggingChannel>());
        Assert.Equal(Members<Dns.Configuration.AclDefinition>(), Members<Client.Acl>());
    }

    private static IEnumerable<string> Members<T>() =>
        JsonSerializerOptions.Web.GetTypeInfo(typeof(T)).Properties.Where(member => member.Get is not null).Select(member => $"{member.Name} {member.PropertyType.Name}").Order(StringComparer.Ordinal);

    private async Task PutAsync(string path, string body, HttpStatusCode status) => await (await host.Admin.PutTextAsync("/v1/" + path, body)).OkAsync(status);

    private async Task CreateZoneAsync(string name, string members) =>
        await (await host.Admin.PostTextAsync("/v1/zones", $$"""{"name": "{{name}}"{{members}}}""")).OkAsync(HttpStatusCode.Created);
}
