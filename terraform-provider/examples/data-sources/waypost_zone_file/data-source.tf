data "waypost_zone_file" "example" {
  zone = "example.com"
}

output "zone" {
  value = data.waypost_zone_file.example.content
}
