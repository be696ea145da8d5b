data "waypost_access_entry" "spammer" {
  key = "From:spam@example.net"
}
