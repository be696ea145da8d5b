using System.Net;

namespace Waypost.Api.Tests.Features;

/// <summary>What every keyed table of the API does alike.</summary>
public sealed class KeyedTableTests(ApiHost host)
{
    /// <summary>Path, key, body, another body (null when there is none), a member of the first body's item and its value.</summary>
    public static TheoryData<string, string, string?, string?> Tables => new()
    {
        { "mail-domains", "keyed.example", null, null },
        { "accounts", "keyed-ann", """{"password":"first secret"}""", """{"password":"second secret"}""" },
        { "aliases", "keyed-sales", """{"targets":["ann"]}""", """{"targets":["ann","bob@example.org"]}""" },
        { "virtual-users", "@keyed.example.net", """{"target":"ann"}""", """{"target":"bob"}""" },
        { "access-entries", "From:keyed@example.net", """{"value":"REJECT"}""", """{"value":"DISCARD"}""" },
        { "access-entries", "Connect:192.0.2.0/24", """{"value":"REJECT"}""", """{"value":"RELAY"}""" },
        { "access-entries", "ClientRate:", """{"value":"20"}""", """{"value":"0"}""" },
        { "forwards", "keyed-ann", """{"targets":["bob@example.org"]}""", """{"targets":["\\keyed-ann","bob@example.org"]}""" },
        { "forwards", "keyed-ann+lists", """{"targets":[]}""", null },
        { "generic-addresses", "keyed-ann@keyed.example", """{"target":"ann.smith@example.org"}""", """{"target":"ann"}""" },
        { "mailer-routes", ".keyed.example", """{"target":"relay:[192.0.2.1]:587"}""", """{"target":"error:5.1.2:550 no such host"}""" },
        { "acls", "keyed-acl", """{"elements":["192.0.2.0/24"]}""", """{"elements":["!192.0.2.1","{ 10/8; key k1; }"]}""" },
        { "views", "keyed-view", """{"matchClients":["192.0.2.0/24"],"position":5}""", """{"matchClients":["any"],"position":1000}""" },
        { "remote-server-lists", "keyed-list", """{"servers":["192.0.2.1"],"port":5353}""", """{"servers":["192.0.2.1 key k1","2001:db8::1 port 53"]}""" },
        { "remote-servers", "192.0.2.0/24", """{"bogus":true}""", """{"key":"k1","transferFormat":"one-answer","requestIxfr":false}""" },
        { "remote-servers", "2001:db8::1", """{"edns":false}""", """{"ednsUdpSize":512,"transfers":2}""" },
        { "logging-channels", "keyed-channel", """{"file":"keyed.log","size":1000000,"versions":3}""", """{"stderr":true,"printTime":"iso8601"}""" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task AnItemLivesFromCreateToDelete(string table, string key, string? body, string? changed)
    {
        var path = $"/v1/{table}/{Uri.EscapeDataString(key)}";
        await (await host.Admin.GetJsonAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.RemoveAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
        await (await host.Admin.CallAsync(HttpMethod.Put, path, body, ifMatch: "*")).ProblemAsync(HttpStatusCode.PreconditionFailed);

        var created = await host.Admin.CallAsync(HttpMethod.Put, path, body, ifNoneMatch: "*");
        await created.OkAsync(HttpStatusCode.Created);
        Assert.Equal(path, created.Headers.Location?.OriginalString);
        var first = created.Tag();

        var read = await host.Reader.GetJsonAsync(path);
        await read.OkAsync();
        Assert.Equal(first, read.Tag());
        Assert.Equal(HttpStatusCode.NotModified, (await host.Reader.CallAsync(HttpMethod.Get, path, ifNoneMatch: first)).StatusCode);

        await (await host.Admin.CallAsync(HttpMethod.Put, path, body, ifNoneMatch: "*")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await host.Admin.CallAsync(HttpMethod.Put, path, body, ifMatch: "\"0000\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await host.Admin.CallAsync(HttpMethod.Put, path, body, ifMatch: "W/" + first)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await host.Admin.CallAsync(HttpMethod.Put, path, body, ifMatch: first)).OkAsync();

        var current = first;
        if (changed is not null)
        {
            var updated = await host.Admin.CallAsync(HttpMethod.Put, path, changed, ifMatch: (await host.Admin.GetJsonAsync(path)).Tag());
            await updated.OkAsync();
            current = updated.Tag();
            Assert.NotEqual(first, current);
            await (await host.Admin.RemoveAsync(path, first)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync(path, current)).StatusCode);
        await (await host.Admin.GetJsonAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("aliases", "page-", """{"targets":["ann"]}""", "name")]
    [InlineData("virtual-users", "page-{0}@page.example", """{"target":"ann"}""", "address")]
    [InlineData("access-entries", "From:page-{0}@example.net", """{"value":"OK"}""", "key")]
    [InlineData("mail-domains", "page-{0}.example", null, "name")]
    [InlineData("accounts", "page-", """{"password":"secret words"}""", "name")]
    [InlineData("acls", "page-", """{"elements":["any"]}""", "name")]
    [InlineData("remote-servers", "192.0.2.{0}", """{"bogus":true}""", "address")]
    public async Task PagesCoverTheListWithoutGapsOrRepeats(string table, string form, string? body, string member)
    {
        var keys = Enumerable.Range(0, 5).Select(i => form.Contains('{', StringComparison.Ordinal) ? string.Format(form, i) : form + i).ToList();
        foreach (var key in keys)
        {
            await (await host.Admin.PutTextAsync($"/v1/{table}/{Uri.EscapeDataString(key)}", body)).OkAsync(HttpStatusCode.Created);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await host.Reader.GetJsonAsync($"/v1/{table}?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}")).OkAsync();
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(member).GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(keys, seen.Where(keys.Contains));
    }

    [Theory]
    [InlineData("aliases/bad-targets", """{"targets":[]}""", "$.targets")]
    [InlineData("aliases/bad-targets", """{"targets":["ann",""]}""", "$.targets[1]")]
    [InlineData("aliases/bad-targets", """{"targets":["ann","|/bin/sh"]}""", "$.targets[1]")]
    [InlineData("aliases/bad%20name", """{"targets":["ann"]}""", "key")]
    [InlineData("mail-domains/not_a%20domain", null, "key")]
    [InlineData("accounts/no%20spaces", """{"password":"x"}""", "key")]
    [InlineData("accounts/new-account", "{}", "$.password")]
    [InlineData("accounts/new-account", """{"password":""}""", "$.password")]
    [InlineData("virtual-users/nobody", """{"target":"ann"}""", "key")]
    [InlineData("virtual-users/@bad.example", """{"target":"two, targets"}""", "$.target")]
    [InlineData("access-entries/From:a@example.net", """{"value":"MAYBE"}""", "$.value")]
    [InlineData("access-entries/ClientRate:10", """{"value":"many"}""", "$.value")]
    [InlineData("access-entries/ClientRate:user@", """{"value":"7"}""", "key")]
    [InlineData("access-entries/From:a@example.net", """{"value":"QUARANTINE:"}""", "$.value")]
    [InlineData("access-entries/TLS_Srv:a.example.net", """{"value":"ENCR"}""", "$.value")]
    [InlineData("forwards/ann", """{"targets":["bob","a@x b@y"]}""", "$.targets[1]")]
    [InlineData("forwards/ann", """{"targets":["|/usr/bin/vacation"]}""", "$.targets[0]")]
    [InlineData("forwards/ann@example.com", """{"targets":["bob"]}""", "key")]
    [InlineData("generic-addresses/ann", """{"target":"two words"}""", "$.target")]
    [InlineData("generic-addresses/two%20words", """{"target":"ann"}""", "key")]
    [InlineData("mailer-routes/example.net", """{"target":"uucp:host"}""", "$.target")]
    [InlineData("mailer-routes/not_a%20domain", """{"target":"smtp:"}""", "key")]
    [InlineData("acls/bad", """{"elements":["any","nosuch","10.1/8"]}""", "$.elements[1]", "$.elements[2]")]
    [InlineData("acls/bad", """{"elements":["any",""]}""", "$.elements")]
    [InlineData("acls/any", """{"elements":["none"]}""", "key")]
    [InlineData("acls/LocalNets", """{"elements":["none"]}""", "key")]
    [InlineData("acls/two%20words", """{"elements":["none"]}""", "key")]
    [InlineData("acls/bad", """{"elements":["bad"]}""", "$.elements[0]")]
    [InlineData("views/bad", """{"matchClients":["nosuch"],"matchDestinations":["any","x y"]}""", "$.matchClients[0]", "$.matchDestinations[1]")]
    [InlineData("views/bad", """{"class":"XX","settings":{"allowTransfer":["nosuch"],"notify":"perhaps","minRetry":0}}""", "$.class", "$.settings.allowTransfer[0]", "$.settings.notify", "$.settings.minRetry")]
    [InlineData("views/_default", "{}", "key")]
    [InlineData("remote-server-lists/bad", """{"servers":["nolist","192.0.2.1 port 0","192.0.2.1 key"]}""", "$.servers[0]", "$.servers[1]", "$.servers[2]")]
    [InlineData("remote-server-lists/bad", """{"servers":["bad"]}""", "$.servers[0]")]
    [InlineData("remote-servers/example.com", "{}", "key")]
    [InlineData("remote-servers/10.1.2.3%2F8", "{}", "key")]
    [InlineData("remote-servers/192.0.2.9", """{"transferFormat":"x","ednsUdpSize":100,"transferSource":"here"}""", "$.transferFormat", "$.ednsUdpSize", "$.transferSource")]
    [InlineData("logging-channels/bad", """{"file":"a.log","stderr":true,"severity":"loud"}""", "$.file", "$.severity")]
    [InlineData("logging-channels/bad", """{"file":"../a.log"}""", "$.file")]
    [InlineData("logging-channels/default_stderr", """{"stderr":true}""", "key")]
    [InlineData("dns-settings", """{"blackhole":["nosuch"],"categories":{"queries":["nochannel"]},"settings":{"alsoNotify":["nolist"]}}""", "$.blackhole[0]", "$.categories.queries[0]", "$.settings.alsoNotify[0]")]
    [InlineData("access-entries/Form:a@example.net", """{"value":"OK"}""", "key")]
    public async Task WhatIsNotValidIsRefusedAtItsPath(string path, string? body, params string[] errorPaths) =>
        await (await host.Admin.PutTextAsync("/v1/" + path, body)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, errorPaths);

    [Fact]
    public async Task AnAliasThatLeadsBackToItselfIsRefused()
    {
        await (await host.Admin.PutTextAsync("/v1/aliases/loop-a", """{"targets":["loop-b"]}""")).OkAsync(HttpStatusCode.Created);
        await (await host.Admin.PutTextAsync("/v1/aliases/loop-b", """{"targets":["loop-a"]}"""))
            .ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.targets");
    }

    [Fact]
    public async Task APasswordIsNeverShown()
    {
        var created = await host.Admin.PutTextAsync("/v1/accounts/secretive", """{"password":"hush hush"}""");
        Assert.Equal(["name", "createdAt"], (await created.OkAsync(HttpStatusCode.Created)).EnumerateObject().Select(p => p.Name));
        await (await host.Admin.PutTextAsync("/v1/accounts/secretive", "{}")).OkAsync();
    }
}
