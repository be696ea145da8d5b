resource "waypost_zone" "example" {
  name = "example.com"
}

resource "waypost_zone_records" "example" {
  zone      = waypost_zone.example.name
  exclusive = true
  ignore    = ["_acme-challenge*/TXT", "dyn/*"]
  records = {
    "@/MX"    = { records = ["10 mail"] }
    "@/TXT"   = { records = [provider::waypost::spf(["mx", "-all"])] }
    "mail/A"  = { records = ["192.0.2.25"], ttl = "5m" }
    "www/A"   = { records = ["192.0.2.80", "192.0.2.81"] }
    "*.dev/A" = { records = ["192.0.2.82"] }
  }
}

# An old zone file as HCL's data:
#   records = provider::waypost::parse_zone_file("example.com", file("example.com.zone"))
