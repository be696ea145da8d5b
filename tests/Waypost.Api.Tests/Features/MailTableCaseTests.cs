using System.Net;
using System.Text.Json;
using Waypost.Testing.MailTables;

namespace Waypost.Api.Tests.Features;

/// <summary>The acceptance cases of the mail tables, put and explained over the API.</summary>
public sealed class MailTableCaseTests(ApiHost host)
{
    private static readonly HashSet<string> ListTables = ["aliases", "forwards"];
    private static Task? s_mail;

    public static TheoryData<string> AccessCases => [.. AccessCase.All.Keys];

    public static TheoryData<string> RecipientCases => [.. RecipientCase.All.Keys];

    [Theory]
    [MemberData(nameof(AccessCases))]
    public async Task AnAccessEntryIsEvaluated(string name)
    {
        var test = AccessCase.All[name];
        await MailAsync();
        var entries = test.Pairs.Select(pair => ($"/v1/access-entries/{Uri.EscapeDataString(pair.Key)}", JsonSerializer.Serialize(new { value = pair.Value }))).ToList();
        await WithAsync(entries, async () =>
        {
            var envelope = JsonSerializer.Serialize(new { clientName = test.ClientName, clientAddress = test.ClientAddress, reversePath = test.ReversePath, recipient = test.Recipient });
            var answer = await (await host.Reader.PostTextAsync("/v1/access-entries:evaluate", envelope)).OkAsync();
            Assert.Equal(test.Outcome, answer.GetProperty("outcome").GetString());
            Assert.Equal(test.Reply, answer.TryGetProperty("reply", out var reply) ? reply.GetString() : null);
        });
    }

    [Theory]
    [MemberData(nameof(RecipientCases))]
    public async Task ARecipientIsResolved(string name)
    {
        var test = RecipientCase.All[name];
        await MailAsync();
        var entries = test.Tables.SelectMany(table => MailTableText.Pairs(table.Entries).Select(pair => (
            $"/v1/{table.Table}/{Uri.EscapeDataString(pair.Key)}",
            ListTables.Contains(table.Table) ? JsonSerializer.Serialize(new { targets = pair.Value.Split(", ") }) : JsonSerializer.Serialize(new { target = pair.Value })))).ToList();
        await WithAsync(entries, async () =>
        {
            var answer = await (await host.Reader.PostTextAsync("/v1/recipients:resolve", JsonSerializer.Serialize(new { address = test.Recipient }))).OkAsync();
            var found = answer.GetProperty("accounts").EnumerateArray().Concat(answer.GetProperty("remoteAddresses").EnumerateArray()).Select(one => one.GetString());
            Assert.Equal(
                string.Join(' ', test.Expected.Split(' ').Order(StringComparer.Ordinal)),
                string.Join(' ', (answer.TryGetProperty("reply", out var reply) ? reply.GetString()! : string.Join(' ', found)).Split(' ').Order(StringComparer.Ordinal)));
            Assert.True(test.Tables[0].Entries.Length == 0 || answer.GetProperty("steps").GetArrayLength() > 0 || test.Expected.StartsWith("550", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task LimitsAndTlsOfAClientAreExplained()
    {
        List<(string Path, string Body)> entries =
        [
            ("/v1/access-entries/ClientRate%3A127.9.2", """{"value":"7"}"""),
            ("/v1/access-entries/ClientConn%3A127.9.2", """{"value":"3"}"""),
            ("/v1/access-entries/GreetPause%3A127.9.2", """{"value":"500"}"""),
            ("/v1/access-entries/TLS_Clt%3A127.9.2", """{"value":"VERIFY:112"}"""),
            ("/v1/access-entries/Connect%3A127.9.2", """{"value":"QUARANTINE:odd network"}"""),
        ];
        await WithAsync(entries, async () =>
        {
            var answer = await (await host.Reader.PostTextAsync("/v1/access-entries:evaluate", """{"clientAddress":"127.9.2.1"}""")).OkAsync();
            Assert.Equal((7, 3, 500), (answer.GetProperty("rate").GetInt32(), answer.GetProperty("connections").GetInt32(), answer.GetProperty("greetPause").GetInt32()));
            Assert.Equal(("VERIFY:112", "odd network", "QUARANTINE"), (answer.GetProperty("tls").GetString(), answer.GetProperty("quarantine").GetString(), answer.GetProperty("outcome").GetString()));
            Assert.Equal(4, answer.GetProperty("steps").GetArrayLength());
        });
    }

    [Fact]
    public async Task AListsOwnerAndARouteAreExplained()
    {
        await MailAsync();
        List<(string Path, string Body)> entries =
        [
            ("/v1/aliases/case-list", """{"targets":["carol@case-routed.test"]}"""),
            ("/v1/aliases/owner-case-list", """{"targets":["ann"]}"""),
            ("/v1/mailer-routes/case-routed.test", """{"target":"relay:[192.0.2.1]:587"}"""),
        ];
        await WithAsync(entries, async () =>
        {
            var answer = await (await host.Reader.PostTextAsync("/v1/recipients:resolve", """{"address":"case-list@example.com"}""")).OkAsync();
            Assert.Equal("ann@example.com", answer.GetProperty("reversePath").GetString());
            Assert.Equal("relay:[192.0.2.1]:587", Assert.Single(answer.GetProperty("routes").EnumerateArray()).GetString());
            Assert.Equal(["aliases", "owners", "mailer-routes"], answer.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("table").GetString()));
        });
    }

    // Once: a password takes its time to be hashed.
    private Task MailAsync() => s_mail ??= CreateMailAsync();

    private async Task CreateMailAsync()
    {
        await host.Admin.PutTextAsync("/v1/mail-domains/example.com", null);
        foreach (var account in RecipientCase.Accounts)
        {
            await host.Admin.PutTextAsync($"/v1/accounts/{account}", """{"password":"a long secret"}""");
        }
    }

    private async Task WithAsync(IReadOnlyList<(string Path, string Body)> entries, Func<Task> test)
    {
        try
        {
            foreach (var (path, body) in entries)
            {
                await (await host.Admin.PutTextAsync(path, body)).OkAsync(HttpStatusCode.Created);
            }

            await test();
        }
        finally
        {
            foreach (var (path, _) in entries)
            {
                await host.Admin.RemoveAsync(path);
            }
        }
    }
}
