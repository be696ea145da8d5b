resource "waypost_acl" "lan" {
  name     = "lan"
  elements = ["!10.0.0.1", "10.0.0.0/8", "2001:db8::/32"]
}
