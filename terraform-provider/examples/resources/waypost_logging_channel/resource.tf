resource "waypost_logging_channel" "queries" {
  name       = "queries"
  file       = "queries.log"
  size       = 10485760
  versions   = 5
  severity   = "info"
  print_time = "iso8601-utc"
}
