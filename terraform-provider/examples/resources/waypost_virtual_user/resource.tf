resource "waypost_virtual_user" "other" {
  address = "@other.example"
  target  = "ann"
}
