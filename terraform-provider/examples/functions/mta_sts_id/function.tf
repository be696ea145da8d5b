output "mta_sts" {
  value = provider::waypost::mta_sts_id("version: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 604800\n")
}
