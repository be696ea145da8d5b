resource "waypost_alias" "sales" {
  name    = "sales"
  targets = ["ann", "bob@example.net"]
}
