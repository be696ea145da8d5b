resource "waypost_view" "internal" {
  name          = "internal"
  position      = 10
  match_clients = ["10.0.0.0/8", "localhost"]
  settings = {
    allow_transfer = ["none"]
  }
}
