output "spf" {
  value = provider::waypost::spf(["mx", "ip4:192.0.2.0/24", "-all"])
}
