resource "waypost_dns_server_options" "this" {
  blackhole = ["192.0.2.66"]
  settings = {
    allow_query = ["any"]
    notify      = "explicit"
  }
}
