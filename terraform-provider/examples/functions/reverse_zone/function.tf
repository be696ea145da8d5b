output "zone" {
  value = provider::waypost::reverse_zone("192.0.2.0/24") # 2.0.192.in-addr.arpa.
}
