terraform import waypost_virtual_user.other '@other.example'
