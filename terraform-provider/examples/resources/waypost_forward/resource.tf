resource "waypost_forward" "ann" {
  account = "ann"
  targets = ["\\ann", "ann@example.net"]
}
