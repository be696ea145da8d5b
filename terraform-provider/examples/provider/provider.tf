terraform {
  required_providers {
    waypost = {
      source  = "waypost/waypost"
      version = "~> 0.1"
    }
  }
}

# The API key comes from the environment: export WAYPOST_API_KEY="$(cat data/admin.key)"
provider "waypost" {
  endpoint = "http://127.0.0.1:8080"
}
