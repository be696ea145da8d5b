output "dmarc" {
  value = provider::waypost::dmarc("reject", { rua = "mailto:dmarc@example.com" })
}
