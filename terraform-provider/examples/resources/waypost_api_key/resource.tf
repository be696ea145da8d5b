resource "waypost_api_key" "monitoring" {
  name  = "monitoring"
  scope = "read"
}
