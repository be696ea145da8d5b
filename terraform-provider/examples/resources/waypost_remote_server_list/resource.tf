resource "waypost_remote_server_list" "primaries" {
  name    = "primaries"
  servers = ["192.0.2.53 port 5353", "2001:db8::53"]
}
