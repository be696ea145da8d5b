using System.Net;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>A mail domain with one of each: its names are unique, so tests do not read one another's mail.</summary>
public sealed record MailScene(
    string Domain, string Account, string Password, string Alias, string VirtualDomain, string RejectedSender, string DiscardedSender)
{
    public string Address => $"{Account}@{Domain}";

    public static async Task<MailScene> CreateAsync(ApiSession api)
    {
        string stem = WaypostServer.Unique("scene");
        MailScene scene = new(
            $"{stem}.example", $"ann-{stem}", "correct horse", $"sales-{stem}", $"other-{stem}.example", $"spam@{stem}.bad.example", $"quiet@{stem}.bad.example");
        await CreatedAsync(api, $"/v1/mail-domains/{scene.Domain}", "{}");
        await CreatedAsync(api, $"/v1/accounts/{scene.Account}", $$"""{"password": "{{scene.Password}}"}""");
        await CreatedAsync(api, $"/v1/aliases/{scene.Alias}", $$"""{"targets": ["{{scene.Account}}"]}""");
        await CreatedAsync(api, $"/v1/virtual-users/{Uri.EscapeDataString("@" + scene.VirtualDomain)}", $$"""{"target": "{{scene.Account}}"}""");
        await CreatedAsync(api, $"/v1/access-entries/{Uri.EscapeDataString("From:" + scene.RejectedSender)}", """{"value": "REJECT"}""");
        await CreatedAsync(api, $"/v1/access-entries/{Uri.EscapeDataString("From:" + scene.DiscardedSender)}", """{"value": "DISCARD"}""");
        return scene;
    }

    private static async Task CreatedAsync(ApiSession api, string path, string json) =>
        (await api.PutAsync(path, json)).Expect(HttpStatusCode.Created);
}
