data "waypost_account" "ann" {
  name = "ann"
}
