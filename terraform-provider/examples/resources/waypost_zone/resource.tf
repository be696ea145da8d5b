resource "waypost_zone" "example" {
  name                = "example.com"
  primary_name_server = "ns1.example.net"
  hostmaster          = "hostmaster@example.com"
}
