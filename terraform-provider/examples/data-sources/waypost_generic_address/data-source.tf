data "waypost_generic_address" "this" {
  address = "ann"
}
