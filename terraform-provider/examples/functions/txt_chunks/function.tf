output "long_text" {
  value = provider::waypost::txt_chunks("a text of any length")
}
