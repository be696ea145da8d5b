terraform import waypost_acl.lan lan
