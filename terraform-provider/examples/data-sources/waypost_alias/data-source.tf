data "waypost_alias" "sales" {
  name = "sales"
}
