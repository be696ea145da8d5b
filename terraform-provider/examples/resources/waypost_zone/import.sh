terraform import waypost_zone.example example.com
