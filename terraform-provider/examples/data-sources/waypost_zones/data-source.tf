data "waypost_zones" "all" {
  kind = "primary"
}

output "zones" {
  value = data.waypost_zones.all.names
}
