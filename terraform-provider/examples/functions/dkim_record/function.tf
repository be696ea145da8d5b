output "dkim" {
  value = provider::waypost::dkim_record("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", { s = "email" })
}
