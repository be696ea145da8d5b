data "waypost_acl" "lan" {
  name = "lan"
}
