terraform import waypost_api_key.monitoring 2
