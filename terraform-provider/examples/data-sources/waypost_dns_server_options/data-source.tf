data "waypost_dns_server_options" "this" {}
