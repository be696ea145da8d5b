# The server makes the secret, and the state keeps it.
resource "waypost_tsig_key" "transfer" {
  name = "transfer.example.com"
}

# The secret is given and kept nowhere.
variable "update_secret" {
  type      = string
  ephemeral = true
  default   = "bm90LWEtcmVhbC1zZWNyZXQtYnV0LWxvbmc="
}

resource "waypost_tsig_key" "update" {
  name              = "update.example.com"
  algorithm         = "hmac-sha512"
  secret_wo         = var.update_secret
  secret_wo_version = 1
}
