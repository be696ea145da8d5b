using Waypost.Client;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>Many records at once: batches, refusals among them, two workspaces, an apply that was cut off, a server that is away.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private AcceptanceServer server = null!;

    public async ValueTask InitializeAsync() => server = await AcceptanceServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task ConcurrentChangesOfAZoneAreFewVersionsAndARefusalIsItsOwnResources()
    {
        await server.Api.Zones.CreateAsync(new ZoneCreate("example.com"), TestContext.Current.CancellationToken);
        await server.Api.Rrsets.PutAsync("example.com", "taken", "A", new RrsetPut(["192.0.2.1"]), Precondition.None, TestContext.Current.CancellationToken);
        var before = await server.SerialAsync("example.com");
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write(Records(30) + """

            resource "waypost_record_set" "taken" {
              zone    = "example.com"
              name    = "taken"
              type    = "A"
              records = ["192.0.2.99"]
            }
            """);
        await terraform.SucceedAsync("init", "-input=false");
        var applied = await terraform.RunAsync("apply", "-auto-approve", "-input=false");
        Assert.Equal(1, applied.ExitCode);
        Assert.Contains("with waypost_record_set.taken", applied.Output, StringComparison.Ordinal);
        Assert.Contains("It exists already", applied.Output, StringComparison.Ordinal);
        Assert.Equal(["192.0.2.1"], (await server.RrsetAsync("example.com", "taken", "A"))!.Records);
        Assert.Equal(["192.0.2.29"], (await server.RrsetAsync("example.com", "host29", "A"))!.Records);
        Assert.InRange(await server.SerialAsync("example.com") - before, 1, 29);
    }

    [Fact]
    public async Task AnApplyThatLostItsStateTakesOverWhatItHadMade()
    {
        await server.Api.Zones.CreateAsync(new ZoneCreate("example.com"), TestContext.Current.CancellationToken);
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write(Records(5));
        await terraform.ApplyAsync();
        File.Delete(Path.Combine(terraform.Folder, "terraform.tfstate"));

        var again = await terraform.SucceedAsync("apply", "-auto-approve", "-input=false");
        Assert.Contains("5 added", again, StringComparison.Ordinal);
        Assert.Contains("It existed already", again, StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();
    }

    [Fact]
    public async Task TwoWorkspacesChangeOneZoneAtTheSameTime()
    {
        await server.Api.Zones.CreateAsync(new ZoneCreate("example.com"), TestContext.Current.CancellationToken);
        using var one = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        using var other = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        one.Write(Records(25));
        other.Write(Records(25).Replace("host", "other", StringComparison.Ordinal));
        await Task.WhenAll(one.ApplyAsync(), other.ApplyAsync());
        await Task.WhenAll(one.PlanIsEmptyAsync(), other.PlanIsEmptyAsync());
        Assert.NotNull(await server.RrsetAsync("example.com", "host24", "A"));
        Assert.NotNull(await server.RrsetAsync("example.com", "other24", "A"));
    }

    [Fact]
    public async Task ACnameBesideOtherRecordsIsRefusedWithThePlan()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write("""
            resource "waypost_record_set" "one" {
              zone    = "example.com"
              name    = "www"
              type    = "A"
              records = ["192.0.2.1"]
            }
            resource "waypost_record_set" "other" {
              zone    = "example.com"
              name    = "WWW.example.com."
              type    = "cname"
              records = ["web"]
            }
            """);
        await terraform.SucceedAsync("init", "-input=false");
        var plan = await terraform.RunAsync("plan", "-input=false");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("A CNAME stands alone", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsAwayAndAKeyThatIsWrongAreSaidSo()
    {
        using var away = TerraformWorkspace.WithBuiltProvider("http://127.0.0.1:1/", server.Key);
        away.Write("""
            resource "waypost_alias" "sales" {
              name    = "sales"
              targets = ["ann"]
            }
            """);
        await away.SucceedAsync("init", "-input=false");
        var refused = await away.RunAsync("apply", "-auto-approve", "-input=false");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The API did not answer", refused.Output, StringComparison.Ordinal);

        using var wrong = TerraformWorkspace.WithBuiltProvider(server.Endpoint, "wp_wrong");
        wrong.Write("""resource "waypost_mail_domain" "example" { name = "example.com" }""");
        await wrong.SucceedAsync("init", "-input=false");
        Assert.Contains("The API key is not valid", (await wrong.RunAsync("apply", "-auto-approve", "-input=false")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataSourcesAndFunctionsSayWhatThereIs()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write($$"""
            resource "waypost_zone" "example" { name = "example.com" }
            resource "waypost_zone_records" "example" {
              zone    = waypost_zone.example.name
              records = provider::waypost::parse_zone_file("example.com", "$TTL 60\nwww A 192.0.2.1\n@ TXT \"v=spf1 -all\"\n")
            }
            data "waypost_dns_lookup" "www" {
              name       = "www.example.com"
              server     = "127.0.0.1:{{server.Ports.Dns}}"
              depends_on = [waypost_zone_records.example]
            }
            data "waypost_record_set" "www" {
              zone       = "example.com"
              name       = "www"
              type       = "A"
              depends_on = [waypost_zone_records.example]
            }
            data "waypost_zone_file" "example" {
              zone       = "example.com"
              depends_on = [waypost_zone_records.example]
            }
            data "waypost_queue" "now" {}
            data "waypost_recipient" "nobody" { address = "nobody@example.com" }
            output "answer" { value = data.waypost_dns_lookup.www.records }
            output "ttl" { value = data.waypost_record_set.www.ttl }
            output "has_file" { value = strcontains(data.waypost_zone_file.example.content, "192.0.2.1") }
            output "queue" { value = data.waypost_queue.now.total }
            output "spf" { value = provider::waypost::spf(["mx", "-all"]) }
            output "idna" { value = provider::waypost::idna_encode("bücher.example") }
            """);
        var applied = await terraform.ApplyAsync();
        Assert.Contains("\"192.0.2.1\",", applied, StringComparison.Ordinal);
        Assert.Contains("ttl = \"60\"", applied, StringComparison.Ordinal);
        Assert.Contains("has_file = true", applied, StringComparison.Ordinal);
        Assert.Contains("queue = 0", applied, StringComparison.Ordinal);
        Assert.Contains("spf = \"\\\"v=spf1 mx -all\\\"\"", applied, StringComparison.Ordinal);
        Assert.Contains("idna = \"xn--bcher-kva.example\"", applied, StringComparison.Ordinal);
    }

    private static string Records(int count) => $$"""
        resource "waypost_record_set" "host" {
          count   = {{count}}
          zone    = "example.com"
          name    = "host${count.index}"
          type    = "A"
          records = ["192.0.2.${count.index}"]
        }
        """;
}
