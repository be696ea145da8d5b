resource "waypost_remote_server" "primary" {
  address      = "192.0.2.53"
  request_ixfr = false
}
