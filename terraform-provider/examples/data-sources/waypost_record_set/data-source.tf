data "waypost_record_set" "www" {
  zone = "example.com"
  name = "www"
  type = "A"
}
