data "waypost_recipient" "sales" {
  address = "sales@example.com"
}

output "who_gets_sales" {
  value = data.waypost_recipient.sales.accounts
}
