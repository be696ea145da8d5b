using Waypost.Client;
using Waypost.Testing.Processes;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>The same configuration against the real server.</summary>
public sealed class RealServerTests
{
    [Fact]
    public async Task TheServerIsConfiguredChangedAndLeftClean()
    {
        TerraformWorkspace.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await WaypostProcess.StartAsync(cancellationToken);
        using var api = WaypostClient.Create(server.Http.BaseAddress!, server.AdminKey);
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Http.BaseAddress!.AbsoluteUri, server.AdminKey);
        terraform.Write(ExampleConfiguration.Everything);

        Assert.Contains("11 added, 0 changed, 0 destroyed", await terraform.ApplyAsync(), StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();
        Assert.Equal(["10 mail.example.com."], (await api.Rrsets.GetAsync("example.com", "@", "MX", cancellationToken)).Value.Records);
        Assert.Equal("RELAY", (await api.AccessEntries.GetAsync("Connect:192.0.2.0/24", cancellationToken)).Value.Value);

        terraform.Write(ExampleConfiguration.Everything
            .Replace("ttl     = 300", "ttl     = 600", StringComparison.Ordinal)
            .Replace("\"bob@example.net\"", "\"carl@example.net\"", StringComparison.Ordinal)
            .Replace("\"REJECT\"", "\"DISCARD\"", StringComparison.Ordinal)
            .Replace("password_wo_version = 1", "password_wo_version = 2", StringComparison.Ordinal)
            .Replace("first.last@example.com", "dns@example.com", StringComparison.Ordinal));
        Assert.Contains("0 added, 5 changed, 0 destroyed", await terraform.ApplyAsync(), StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();
        Assert.Equal(["ann", "carl@example.net"], (await api.Aliases.GetAsync("sales", cancellationToken)).Value.Targets);

        await terraform.SucceedAsync("state", "rm", "waypost_record_set.www", "waypost_access_entry.network");
        await terraform.SucceedAsync("import", "waypost_record_set.www", "example.com/www/A");
        await terraform.SucceedAsync("import", "waypost_access_entry.network", "Connect:192.0.2.0/24");
        await terraform.PlanIsEmptyAsync();

        await terraform.SucceedAsync("destroy", "-auto-approve", "-input=false");
        Assert.Empty((await api.Zones.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await api.Aliases.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await api.AccessEntries.ListPageAsync(null, null, cancellationToken)).Items);
    }
}
