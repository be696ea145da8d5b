data "waypost_logging_channel" "queries" {
  name = "queries"
}
