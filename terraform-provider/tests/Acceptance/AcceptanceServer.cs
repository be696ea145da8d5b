using Waypost.Client;
using Waypost.Testing.Processes;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>The real server, and its API as somebody beside Terraform uses it.</summary>
internal sealed class AcceptanceServer : IAsyncDisposable
{
    private readonly WaypostProcess process;

    private AcceptanceServer(WaypostProcess process)
    {
        this.process = process;
        Api = WaypostClient.Create(process.Http.BaseAddress!, process.AdminKey);
    }

    public WaypostClient Api { get; }

    public string Endpoint => process.Http.BaseAddress!.AbsoluteUri;

    public string Key => process.AdminKey;

    public WaypostPorts Ports => process.Ports;

    public static async Task<AcceptanceServer> StartAsync()
    {
        TerraformWorkspace.Require();
        return new AcceptanceServer(await WaypostProcess.StartAsync(TestContext.Current.CancellationToken));
    }

    public async Task<Rrset?> RrsetAsync(string zone, string owner, string type) =>
        (await Api.Rrsets.FindAsync(zone, owner, type, TestContext.Current.CancellationToken))?.Value;

    /// <summary>How often an API path was asked for is not told; how many versions a zone had is: its serial.</summary>
    public async Task<long> SerialAsync(string zone) => (await Api.Zones.GetAsync(zone, TestContext.Current.CancellationToken)).Value.Serial;

    public async Task IsEmptyAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.Empty((await Api.Zones.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await Api.Aliases.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await Api.Accounts.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await Api.AccessEntries.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await Api.VirtualUsers.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await Api.MailDomains.ListPageAsync(null, null, cancellationToken)).Items);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await process.DisposeAsync();
    }
}
