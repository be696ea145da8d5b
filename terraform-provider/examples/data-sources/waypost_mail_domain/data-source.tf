data "waypost_mail_domain" "example" {
  name = "example.com"
}
