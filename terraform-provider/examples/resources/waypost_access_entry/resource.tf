resource "waypost_access_entry" "spammer" {
  key   = "From:spam@example.net"
  value = "REJECT"
}

resource "waypost_access_entry" "office" {
  key   = "Connect:192.0.2.0/24"
  value = "RELAY"
}
