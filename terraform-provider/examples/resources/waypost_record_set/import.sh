terraform import waypost_record_set.mail 'example.com/@/MX'
