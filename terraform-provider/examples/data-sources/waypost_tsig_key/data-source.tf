data "waypost_tsig_key" "transfer" {
  name = "transfer.example.com"
}
