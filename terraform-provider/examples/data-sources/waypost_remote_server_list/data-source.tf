data "waypost_remote_server_list" "primaries" {
  name = "primaries"
}
