output "a_labels" {
  value = provider::waypost::idna_encode("bücher.example") # xn--bcher-kva.example
}
