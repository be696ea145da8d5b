-- What ~/.forward, genericstable and mailertable hold.
CREATE TABLE forwards (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    targets TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_forwards PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE generic_addresses (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_generic_addresses PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE mailer_routes (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_mailer_routes PRIMARY KEY (name_key)
) WITHOUT ROWID;
