resource "waypost_record_set" "reverse" {
  zone    = "2.0.192.in-addr.arpa"
  name    = provider::waypost::reverse_name("192.0.2.1")
  type    = "PTR"
  records = ["www.example.com."]
}
