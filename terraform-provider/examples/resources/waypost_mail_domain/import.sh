terraform import waypost_mail_domain.example example.com
