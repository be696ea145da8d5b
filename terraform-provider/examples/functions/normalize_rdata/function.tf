output "address" {
  value = provider::waypost::normalize_rdata("AAAA", "2001:DB8:0::1") # 2001:db8::1
}
