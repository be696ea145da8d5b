-- What SCRAM-SHA-256 proves a password with: iterations$salt$storedKey$serverKey (RFC 5802 section 3).
ALTER TABLE accounts ADD scram_sha256 nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL;
