data "waypost_queue" "now" {}

output "waiting" {
  value = data.waypost_queue.now.total
}
