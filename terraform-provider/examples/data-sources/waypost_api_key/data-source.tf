data "waypost_api_key" "first" {
  id = "1"
}
