data "waypost_zone_records" "example" {
  zone      = "example.com"
  exclusive = true
}

output "record_sets" {
  value = keys(data.waypost_zone_records.example.records)
}
