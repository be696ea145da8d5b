terraform import waypost_zone_records.example 'example.com?exclusive=true'
