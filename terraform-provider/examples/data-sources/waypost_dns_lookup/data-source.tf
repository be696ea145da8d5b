data "waypost_dns_lookup" "www" {
  name   = "www.example.com"
  type   = "A"
  server = "127.0.0.1:1053"
}

check "www_answers" {
  assert {
    condition     = data.waypost_dns_lookup.www.response_code == "NOERROR"
    error_message = "www.example.com is not answered."
  }
}
