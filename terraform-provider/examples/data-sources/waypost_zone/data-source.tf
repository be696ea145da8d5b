data "waypost_zone" "example" {
  name = "example.com"
}

output "serial" {
  value = data.waypost_zone.example.serial
}
