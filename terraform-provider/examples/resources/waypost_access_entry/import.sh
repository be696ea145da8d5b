terraform import waypost_access_entry.spammer 'From:spam@example.net'
