using Waypost.Client;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>The whole life of every resource, by the real terraform binary.</summary>
public sealed class LifecycleTests : IAsyncLifetime
{
    private AcceptanceServer server = null!;

    public async ValueTask InitializeAsync() => server = await AcceptanceServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task AnAppliedConfigurationPlansEmptyChangesInPlaceAndIsDestroyed()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write(ExampleConfiguration.Everything);

        var applied = await terraform.ApplyAsync();
        Assert.Contains("11 added, 0 changed, 0 destroyed", applied, StringComparison.Ordinal);
        Assert.Contains("reverse = \"1.2.0.192.in-addr.arpa.\"", applied, StringComparison.Ordinal);
        Assert.Contains("fqdn = \"www.example.com.\"", applied, StringComparison.Ordinal);
        Assert.Contains("kind = \"primary\"", applied, StringComparison.Ordinal);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], (await server.RrsetAsync("example.com", "www", "A"))!.Records);
        Assert.Equal(["10 mail.example.com."], (await server.RrsetAsync("example.com", "@", "MX"))!.Records);
        Assert.Contains("first\\.last.example.com.", (await server.RrsetAsync("example.com", "@", "SOA"))!.Records[0], StringComparison.Ordinal);
        Assert.DoesNotContain("a-long-secret-1", terraform.ReadState(), StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();

        terraform.Write(ExampleConfiguration.Everything
            .Replace("ttl     = 300", "ttl     = 600", StringComparison.Ordinal)
            .Replace("\"bob@example.net\"", "\"carl\"", StringComparison.Ordinal)
            .Replace("\"REJECT\"", "\"DISCARD\"", StringComparison.Ordinal)
            .Replace("a-long-secret-1", "a-long-secret-2", StringComparison.Ordinal)
            .Replace("password_wo_version = 1", "password_wo_version = 2", StringComparison.Ordinal)
            .Replace("first.last@example.com", "dns@example.com", StringComparison.Ordinal));
        Assert.Contains("0 added, 5 changed, 0 destroyed", await terraform.ApplyAsync(), StringComparison.Ordinal);
        Assert.Equal(600, (await server.RrsetAsync("example.com", "www", "A"))!.Ttl);
        Assert.Contains(" dns.example.com. ", (await server.RrsetAsync("example.com", "@", "SOA"))!.Records[0], StringComparison.Ordinal);
        await terraform.PlanIsEmptyAsync();

        var destroyed = await terraform.SucceedAsync("destroy", "-auto-approve", "-input=false");
        Assert.Contains("11 destroyed", destroyed, StringComparison.Ordinal);
        await server.IsEmptyAsync();
    }

    [Fact]
    public async Task SpellingsThatMeanTheSameAreNoChange()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write("""
            resource "waypost_zone" "example" { name = "Example.COM." }
            resource "waypost_record_set" "www" {
              zone    = waypost_zone.example.name
              name    = "WWW"
              type    = "aaaa"
              records = ["2001:DB8:0::2", "2001:db8::1"]
            }
            resource "waypost_record_set" "alias" {
              zone    = waypost_zone.example.name
              name    = "ftp.example.com."
              type    = "CNAME"
              records = ["WWW"]
            }
            resource "waypost_alias" "sales" {
              name    = "Sales"
              targets = ["ann", "bob@Example.Net"]
            }
            resource "waypost_access_entry" "spammer" {
              key   = "from:Spam@example.net"
              value = "reject"
            }
            """);
        await terraform.ApplyAsync();
        await terraform.PlanIsEmptyAsync();

        terraform.Write("""
            resource "waypost_zone" "example" { name = "example.com" }
            resource "waypost_record_set" "www" {
              zone    = waypost_zone.example.name
              name    = "www.EXAMPLE.com."
              type    = "AAAA"
              ttl     = 3600
              records = ["2001:db8::1", "2001:db8::2"]
            }
            resource "waypost_record_set" "alias" {
              zone    = waypost_zone.example.name
              name    = "FTP"
              type    = "CNAME"
              records = ["www.example.com."]
            }
            resource "waypost_alias" "sales" {
              name    = "sales"
              targets = ["bob@example.net", "ann"]
            }
            resource "waypost_access_entry" "spammer" {
              key   = "From:spam@example.net"
              value = "REJECT"
            }
            """);
        await terraform.PlanIsEmptyAsync();
    }

    [Fact]
    public async Task DriftIsSeenAndUndone()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write("""
            resource "waypost_zone" "example" { name = "example.com" }
            resource "waypost_record_set" "www" {
              zone    = waypost_zone.example.name
              name    = "www"
              type    = "A"
              records = ["192.0.2.1"]
            }
            resource "waypost_alias" "sales" {
              name    = "sales"
              targets = ["ann"]
            }
            """);
        await terraform.ApplyAsync();
        await server.Api.Rrsets.PutAsync("example.com", "www", "A", new RrsetPut(["192.0.2.99"]), Precondition.None, TestContext.Current.CancellationToken);
        await server.Api.Aliases.DeleteAsync("sales", Precondition.None, TestContext.Current.CancellationToken);

        var plan = await terraform.RunAsync("plan", "-detailed-exitcode", "-input=false");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("192.0.2.99", plan.Output, StringComparison.Ordinal);
        Assert.Contains("1 to add, 1 to change, 0 to destroy", plan.Output, StringComparison.Ordinal);

        await terraform.SucceedAsync("apply", "-auto-approve", "-input=false");
        Assert.Equal(["192.0.2.1"], (await server.RrsetAsync("example.com", "www", "A"))!.Records);
        Assert.NotNull(await server.Api.Aliases.FindAsync("sales", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatExistsIsNotOverwrittenButCanBeImported()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write(ExampleConfiguration.Everything);
        await terraform.ApplyAsync();
        var written = (await server.RrsetAsync("example.com", "www", "A"))!;
        File.Delete(Path.Combine(terraform.Folder, "terraform.tfstate"));
        terraform.Write("""
            resource "waypost_record_set" "www" {
              zone    = "example.com"
              name    = "www"
              type    = "A"
              records = ["198.51.100.1"]
            }
            """);
        var refused = await terraform.RunAsync("apply", "-auto-approve", "-input=false");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("terraform import waypost_record_set.NAME", refused.Output, StringComparison.Ordinal);
        Assert.Equal(written.Records, (await server.RrsetAsync("example.com", "www", "A"))!.Records);

        terraform.Write(ExampleConfiguration.Everything + """

            import {
              to = waypost_zone.example
              id = "example.com"
            }
            import {
              to = waypost_record_set.www
              id = "example.com/www/A"
            }
            import {
              to = waypost_record_set.mail
              id = "example.com/@/MX"
            }
            import {
              to = waypost_record_set.spf
              id = "example.com/@/txt"
            }
            import {
              to = waypost_record_set.ns
              id = "Example.com./@/NS"
            }
            import {
              to = waypost_mail_domain.example
              id = "example.com"
            }
            import {
              to = waypost_alias.sales
              id = "sales"
            }
            import {
              to = waypost_virtual_user.other
              id = "@other.example"
            }
            import {
              to = waypost_access_entry.network
              id = "Connect:192.0.2.0/24"
            }
            import {
              to = waypost_access_entry.spammer
              id = "From:spam@example.net"
            }
            """);
        await terraform.SucceedAsync("import", "-input=false", "waypost_account.ann", "ann");
        var plan = await terraform.RunAsync("plan", "-detailed-exitcode", "-input=false");
        Assert.Contains("10 to import, 0 to add, 1 to change, 0 to destroy", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MistakesAreReportedAtTheirAttribute()
    {
        using var terraform = TerraformWorkspace.WithBuiltProvider(server.Endpoint, server.Key);
        terraform.Write("""
            resource "waypost_record_set" "www" {
              zone    = "example.com"
              name    = "www"
              type    = "A"
              records = ["192.0.2.1", "192.0.2.999"]
            }
            """);
        await terraform.SucceedAsync("init", "-input=false");
        var validated = await terraform.RunAsync("validate");
        Assert.Equal(1, validated.ExitCode);
        Assert.Contains("Invalid record set", validated.Output, StringComparison.Ordinal);
        Assert.Contains("in resource \"waypost_record_set\" \"www\":", validated.Output, StringComparison.Ordinal);
        Assert.Contains("records = [\"192.0.2.1\", \"192.0.2.999\"]", validated.Output, StringComparison.Ordinal);

        terraform.Write("""
            resource "waypost_access_entry" "spammer" {
              key   = "From:spam@example.net"
              value = "MAYBE"
            }
            """);
        var applied = await terraform.RunAsync("apply", "-auto-approve", "-input=false");
        Assert.Equal(1, applied.ExitCode);
        Assert.Contains("with waypost_access_entry.spammer", applied.Output, StringComparison.Ordinal);
        Assert.Contains("value = \"MAYBE\"", applied.Output, StringComparison.Ordinal);
        Assert.Contains("MAYBE", applied.Output, StringComparison.Ordinal);

        terraform.Write("""
            provider "waypost" { api_key = "wrong" }
            resource "waypost_mail_domain" "example" { name = "example.com" }
            """);
        var unauthorized = await terraform.RunAsync("apply", "-auto-approve", "-input=false");
        Assert.Contains("The API key is not valid", unauthorized.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePublishedProviderAppliesPlansEmptyAndDestroys()
    {
        using var terraform = TerraformWorkspace.WithPublishedProvider(server.Endpoint, server.Key);
        terraform.Write(ExampleConfiguration.Everything);
        await terraform.ApplyAsync();
        await terraform.PlanIsEmptyAsync();
        await terraform.SucceedAsync("destroy", "-auto-approve", "-input=false");
        await server.IsEmptyAsync();
    }
}
