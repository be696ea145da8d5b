resource "waypost_zone" "example" {
  name                = "example.com"
  primary_name_server = "ns1.example.com."
  hostmaster          = "hostmaster@example.com"
  settings = {
    allow_transfer = ["192.0.2.53"]
    automatic_ptr  = true
  }
}

# Every record from a file.
resource "waypost_zone" "from_file" {
  name = "example.net"
  file = <<-ZONE
    $TTL 1h
    @    SOA ns1 hostmaster 1 1d 2h 1000h 1h
    @    NS  ns1
    ns1  A   192.0.2.53
  ZONE
}

# Transferred from elsewhere.
resource "waypost_zone" "secondary" {
  name      = "example.org"
  kind      = "secondary"
  primaries = ["192.0.2.53"]
}
