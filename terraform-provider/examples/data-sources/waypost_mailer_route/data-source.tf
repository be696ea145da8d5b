data "waypost_mailer_route" "this" {
  domain = "partner.example"
}
