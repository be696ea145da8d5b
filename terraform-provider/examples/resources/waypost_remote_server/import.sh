terraform import waypost_remote_server.primary 192.0.2.53
