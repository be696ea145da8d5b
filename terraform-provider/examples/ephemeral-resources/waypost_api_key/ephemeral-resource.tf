ephemeral "waypost_api_key" "deploy" {
  name  = "deploy"
  scope = "write"
}

# Used by a second provider, for the length of this command.
provider "waypost" {
  alias   = "deploy"
  api_key = ephemeral.waypost_api_key.deploy.key
}
