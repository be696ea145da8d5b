-- What SCRAM-SHA-256 proves a password with: iterations$salt$storedKey$serverKey (RFC 5802 section 3).
ALTER TABLE accounts ADD COLUMN scram_sha256 TEXT NULL;
