resource "waypost_generic_address" "ann" {
  address = "ann"
  target  = "ann.smith@example.com"
}
