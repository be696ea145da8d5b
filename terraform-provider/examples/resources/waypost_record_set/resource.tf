resource "waypost_record_set" "www" {
  zone    = waypost_zone.example.name
  name    = "www"
  type    = "A"
  ttl     = 300
  records = ["192.0.2.1", "192.0.2.2"]
}

resource "waypost_record_set" "mail" {
  zone    = waypost_zone.example.name
  name    = "@"
  type    = "MX"
  records = ["10 mail", "20 mail.example.net."]
}
