output "u_labels" {
  value = provider::waypost::idna_decode("xn--bcher-kva.example") # bücher.example
}
