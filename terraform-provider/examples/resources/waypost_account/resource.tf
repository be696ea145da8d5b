variable "ann_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "waypost_account" "ann" {
  name                = "ann"
  password_wo         = var.ann_password
  password_wo_version = 1
}
