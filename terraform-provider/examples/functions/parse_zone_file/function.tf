locals {
  records = provider::waypost::parse_zone_file("example.com", <<-ZONE
    $TTL 1h
    @    NS  ns1
    ns1  A   192.0.2.53
    www  A   192.0.2.80
  ZONE
  )
}

output "record_sets" {
  value = local.records # { "@/NS" = { ttl = "3600", records = ["ns1.example.com."] }, ... }
}
