data "waypost_view" "internal" {
  name = "internal"
}
