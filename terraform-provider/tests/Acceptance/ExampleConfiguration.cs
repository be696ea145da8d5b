namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>A configuration that has every resource, the data source and the function.</summary>
internal static class ExampleConfiguration
{
    /// <summary>11 resources.</summary>
    public const string Everything = """
        resource "waypost_zone" "example" {
          name       = "example.com"
          hostmaster = "first.last@example.com"
        }
        resource "waypost_record_set" "www" {
          zone    = waypost_zone.example.name
          name    = "www"
          type    = "A"
          ttl     = 300
          records = ["192.0.2.2", "192.0.2.1"]
        }
        resource "waypost_record_set" "mail" {
          zone    = waypost_zone.example.name
          name    = "@"
          type    = "MX"
          records = ["10 mail"]
        }
        resource "waypost_record_set" "spf" {
          zone    = waypost_zone.example.name
          name    = "@"
          type    = "TXT"
          records = ["\"v=spf1 mx -all\""]
        }
        resource "waypost_record_set" "ns" {
          zone    = waypost_zone.example.name
          name    = "@"
          type    = "NS"
          records = ["ns1.example.com.", "ns2.example.com."]
        }
        resource "waypost_mail_domain" "example" {
          name = "example.com"
        }
        resource "waypost_account" "ann" {
          name                = "ann"
          password_wo         = "a-long-secret-1"
          password_wo_version = 1
        }
        resource "waypost_alias" "sales" {
          name    = "sales"
          targets = ["ann", "bob@example.net"]
        }
        resource "waypost_virtual_user" "other" {
          address = "@other.example"
          target  = "ann"
        }
        resource "waypost_access_entry" "spammer" {
          key   = "From:spam@example.net"
          value = "REJECT"
        }
        resource "waypost_access_entry" "network" {
          key   = "Connect:192.0.2.0/24"
          value = "RELAY"
        }
        data "waypost_zone" "example" {
          name = waypost_zone.example.name
        }
        output "kind" { value = data.waypost_zone.example.kind }
        output "fqdn" { value = waypost_record_set.www.fqdn }
        output "reverse" { value = provider::waypost::reverse_name("192.0.2.1") }
        """;
}
