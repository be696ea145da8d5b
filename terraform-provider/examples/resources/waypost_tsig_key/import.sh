terraform import waypost_tsig_key.transfer transfer.example.com
