# A domain's names and mail in one file. Try it against a server that scripts/run started:
#   scripts/install-provider
#   export TF_CLI_CONFIG_FILE=$PWD/artifacts/terraform.tfrc WAYPOST_API_KEY=$(cat data/admin.key)
#   cd terraform-provider/examples/complete && terraform init && terraform apply
terraform {
  required_providers {
    waypost = {
      source = "waypost/waypost"
    }
  }
}

variable "dora_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "waypost_zone" "example" {
  name       = "example.org"
  hostmaster = "hostmaster@example.org"
}

resource "waypost_record_set" "ns1" {
  zone    = waypost_zone.example.name
  name    = "ns1"
  type    = "A"
  records = ["192.0.2.53"]
}

resource "waypost_record_set" "mail" {
  for_each = {
    A    = ["192.0.2.25"]
    AAAA = ["2001:db8::25"]
  }
  zone    = waypost_zone.example.name
  name    = "mail"
  type    = each.key
  records = each.value
}

resource "waypost_record_set" "mx" {
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

resource "waypost_mail_domain" "example" {
  name = waypost_zone.example.name
}

resource "waypost_account" "dora" {
  name                = "dora"
  password_wo         = var.dora_password
  password_wo_version = 1
}

resource "waypost_alias" "info" {
  name    = "info"
  targets = [waypost_account.dora.name]
}

resource "waypost_virtual_user" "everything_else" {
  address = "@${waypost_mail_domain.example.name}"
  target  = waypost_account.dora.name
}

resource "waypost_access_entry" "spammer" {
  key   = "From:spam@example.net"
  value = "REJECT"
}
