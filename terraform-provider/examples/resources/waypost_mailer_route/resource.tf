resource "waypost_mailer_route" "partner" {
  domain = "partner.example"
  target = "smtp:[192.0.2.25]"
}
