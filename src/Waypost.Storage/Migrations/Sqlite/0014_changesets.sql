-- What each write of the API changed: changes is a JSON list; the records of zones are in zone_versions.
CREATE TABLE changesets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    note TEXT NULL,
    reverts_id INTEGER NULL,
    operation_count INTEGER NOT NULL,
    changes TEXT NOT NULL
);
CREATE INDEX ix_changesets_reverts ON changesets (reverts_id);

-- The answers to requests that had an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
    key_hash TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NULL,
    headers TEXT NULL,
    body BLOB NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (key_hash)
) WITHOUT ROWID;
CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at);

-- scope stays what it was, or is the name of a role; permissions is a JSON list that narrows it.
ALTER TABLE api_keys ADD COLUMN permissions TEXT NULL;
ALTER TABLE api_keys ADD COLUMN networks TEXT NULL;
ALTER TABLE api_keys ADD COLUMN expires_at TEXT NULL;
ALTER TABLE api_keys ADD COLUMN last_used_at TEXT NULL;

-- Happenings that are no writes, for GET /v1/events and webhooks: subject is a path.
CREATE TABLE api_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    occurred_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE webhooks (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    secret TEXT NOT NULL,
    last_event INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT NULL,
    last_error TEXT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_webhooks PRIMARY KEY (name_key)
) WITHOUT ROWID;

-- Who made a version of a zone, and of how many RRsets.
ALTER TABLE zone_versions ADD COLUMN actor TEXT NULL;
ALTER TABLE zone_versions ADD COLUMN change_count INTEGER NULL;
