using Waypost.Client;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>What surrounds zones: views, ACLs, keys, other servers, logging, secondary zones, zones from files and as maps.</summary>
public sealed class DnsConfigurationTests : IAsyncLifetime
{
    private const string Configuration = """
        resource "waypost_tsig_key" "made" { name = "Xfer." }
        resource "waypost_tsig_key" "given" {
          name              = "update"
          algorithm         = "HMAC-SHA512"
          secret_wo         = "bm90LWEtcmVhbC1zZWNyZXQtYnV0LWxvbmc="
          secret_wo_version = 1
        }
        resource "waypost_acl" "lan" {
          name     = "lan"
          elements = ["!10.0.0.1", "10.0.0.0/8", "2001:DB8:0::/32"]
        }
        resource "waypost_view" "internal" {
          name          = "internal"
          match_clients = [waypost_acl.lan.name]
          settings      = { allow_transfer = ["none"] }
        }
        resource "waypost_zone" "internal" {
          name = "example.com"
          view = waypost_view.internal.name
        }
        resource "waypost_record_set" "internal" {
          zone    = waypost_zone.internal.name
          view    = waypost_view.internal.name
          name    = "www"
          type    = "A"
          records = ["10.0.0.2"]
        }
        resource "waypost_zone" "public" {
          name     = "example.com"
          settings = {
            allow_transfer = ["key ${waypost_tsig_key.made.name}"]
            notify         = "no"
          }
        }
        resource "waypost_zone_records" "public" {
          zone      = waypost_zone.public.name
          exclusive = true
          ignore    = ["dyn*/*"]
          records = {
            "WWW/a"    = { records = ["192.0.2.2", "192.0.2.1"], ttl = "5m" }
            "@/MX"     = { records = ["10 mail"] }
            "mail/A"   = { records = ["192.0.2.25"] }
            "bücher/CNAME" = { records = ["www"] }
          }
        }
        resource "waypost_logging_channel" "queries" {
          name = "queries"
          file = "queries.log"
        }
        resource "waypost_dns_server_options" "this" {
          settings   = { allow_query = ["any"] }
          categories = { queries = [waypost_logging_channel.queries.name] }
        }
        resource "waypost_remote_server" "primary" {
          address = "192.0.2.53"
          edns    = false
        }
        resource "waypost_remote_server_list" "primaries" {
          name    = "primaries"
          servers = ["${waypost_remote_server.primary.address} port 53"]
        }
        resource "waypost_zone" "secondary" {
          name      = "secondary.example"
          kind      = "secondary"
          primaries = [waypost_remote_server_list.primaries.name]
        }
        resource "waypost_zone" "file" {
          name = "file.example"
          file = <<-ZONE
            $TTL 5m
            @    SOA ns1 hostmaster 1 1h 10m 1d 5m
            @    NS  ns1
            ns1  A   192.0.2.1
          ZONE
        }
        resource "waypost_api_key" "ci" {
          name  = "ci"
          scope = "read"
        }
        """;

    private AcceptanceServer server = null!;

    public async ValueTask InitializeAsync() => server = await AcceptanceServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task EverythingIsMadePlansEmptyChangesImportsAndIsDestroyed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write(Configuration);
        Assert.Contains("15 added, 0 changed, 0 destroyed", await terraform.ApplyAsync(), StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();
        Assert.DoesNotContain("bm90LWEtcmVhbC1zZWNyZXQtYnV0LWxvbmc", terraform.ReadState(), StringComparison.Ordinal);
        Assert.Equal(["www.example.com."], (await server.RrsetAsync("example.com", "xn--bcher-kva", "CNAME"))!.Records);

        // Somebody else's records: one to ignore, one to undo; and a change inside of one set.
        await server.Api.Rrsets.PutAsync("example.com", "dyn1", "A", new RrsetPut(["192.0.2.99"]), Precondition.None, cancellationToken);
        await terraform.PlanIsEmptyAsync();
        await server.Api.Rrsets.PutAsync("example.com", "stray", "A", new RrsetPut(["192.0.2.98"]), Precondition.None, cancellationToken);
        await server.Api.Rrsets.PutAsync("example.com", "www", "A", new RrsetPut(["192.0.2.1", "192.0.2.3"], 300), Precondition.None, cancellationToken);
        var drift = (await terraform.RunAsync("plan", "-input=false")).Output;
        Assert.Contains("0 to add, 1 to change, 0 to destroy", drift, StringComparison.Ordinal);
        Assert.Contains("- \"stray/A\"", drift, StringComparison.Ordinal);
        Assert.Contains("192.0.2.3", drift, StringComparison.Ordinal);
        Assert.DoesNotContain("\"5m\" ", drift, StringComparison.Ordinal);
        Assert.DoesNotContain("mail/A", drift, StringComparison.Ordinal);

        terraform.Write(Configuration
            .Replace("\"10.0.0.0/8\"", "\"172.16.0.0/12\"", StringComparison.Ordinal)
            .Replace("notify         = \"no\"", "also_notify = [\"192.0.2.9\"]", StringComparison.Ordinal)
            .Replace("ns1  A   192.0.2.1", "ns1  A   192.0.2.7", StringComparison.Ordinal)
            .Replace("edns    = false", "tcp_only = true", StringComparison.Ordinal)
            .Replace("secret_wo_version = 1", "secret_wo_version = 2", StringComparison.Ordinal)
            .Replace("allow_query = [\"any\"]", "allow_query = [\"localhost\"]", StringComparison.Ordinal));
        Assert.Contains("0 added, 7 changed, 0 destroyed", await terraform.SucceedAsync("apply", "-auto-approve", "-input=false"), StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();
        Assert.Null(await server.RrsetAsync("example.com", "stray", "A"));
        Assert.NotNull(await server.RrsetAsync("example.com", "dyn1", "A"));
        Assert.Equal(["192.0.2.7"], (await server.RrsetAsync("file.example", "ns1", "A"))!.Records);
        var settings = (await server.Api.Zones.GetAsync("example.com", cancellationToken)).Value.Settings!;
        Assert.Null(settings.Notify);
        Assert.Equal(["192.0.2.9"], settings.AlsoNotify);

        using var generated = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        generated.Write(Imports());
        await generated.SucceedAsync("init", "-input=false");
        await generated.SucceedAsync("plan", "-generate-config-out=generated.tf", "-input=false");
        Assert.Contains("13 imported, 0 added, 0 changed, 0 destroyed", await generated.SucceedAsync("apply", "-auto-approve", "-input=false"), StringComparison.Ordinal);
        await generated.PlanIsEmptyAsync();

        Assert.Contains("15 destroyed", await terraform.SucceedAsync("destroy", "-auto-approve", "-input=false"), StringComparison.Ordinal);
        Assert.Empty((await server.Api.Zones.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await server.Api.Acls.ListPageAsync(null, null, cancellationToken)).Items);
        Assert.Empty((await server.Api.TsigKeys.ListPageAsync(null, null, cancellationToken)).Items);
    }

    private static string Imports()
    {
        (string Address, string Id)[] imports =
        [
            ("waypost_acl.lan", "lan"), ("waypost_view.internal", "internal"), ("waypost_zone.internal", "example.com?view=internal"),
            ("waypost_record_set.internal", "example.com/www/A?view=internal"), ("waypost_zone.public", "example.com"), ("waypost_zone_records.public", "example.com?exclusive=true"),
            ("waypost_logging_channel.queries", "queries"), ("waypost_dns_server_options.this", "dns-settings"), ("waypost_remote_server.primary", "192.0.2.53"),
            ("waypost_remote_server_list.primaries", "primaries"), ("waypost_zone.secondary", "secondary.example"), ("waypost_tsig_key.made", "xfer"), ("waypost_zone_records.file", "file.example"),
        ];
        return string.Concat(imports.Select(import => $"import {{\n  to = {import.Address}\n  id = \"{import.Id}\"\n}}\n"));
    }
}
