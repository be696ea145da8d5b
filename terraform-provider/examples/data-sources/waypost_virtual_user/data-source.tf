data "waypost_virtual_user" "everyone_else" {
  address = "@example.com"
}
