data "waypost_forward" "this" {
  account = "ann"
}
