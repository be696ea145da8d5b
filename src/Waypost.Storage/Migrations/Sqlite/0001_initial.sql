CREATE TABLE zones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    serial INTEGER NOT NULL,
    record_count INTEGER NOT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT uq_zones_origin UNIQUE (origin)
);

-- owner_key sorts in canonical order (RFC 4034 section 6.1); rdata is a JSON list of texts.
CREATE TABLE rrsets (
    zone_id INTEGER NOT NULL,
    owner_key TEXT NOT NULL,
    rr_type TEXT NOT NULL,
    owner TEXT NOT NULL,
    ttl INTEGER NOT NULL,
    rdata TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_rrsets PRIMARY KEY (zone_id, owner_key, rr_type),
    CONSTRAINT fk_rrsets_zones FOREIGN KEY (zone_id) REFERENCES zones (id)
) WITHOUT ROWID;

-- The journal outlives its zone: history needs it.
CREATE TABLE zone_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    zone_id INTEGER NOT NULL,
    origin TEXT NOT NULL,
    serial INTEGER NOT NULL,
    before_rrset TEXT NULL,
    after_rrset TEXT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX ix_zone_changes_zone ON zone_changes (zone_id, id);

CREATE TABLE audit_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    occurred_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NULL
);

CREATE TABLE mail_domains (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_mail_domains PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_accounts_name UNIQUE (name_key)
);

CREATE TABLE aliases (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    targets TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_aliases PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE virtual_users (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_virtual_users PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE access_entries (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    entry_value TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_access_entries PRIMARY KEY (name_key)
) WITHOUT ROWID;

CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_api_keys_hash UNIQUE (key_hash)
);

-- One copy of each message, whoever refers to it.
CREATE TABLE message_contents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
);

CREATE TABLE queue_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enqueue_key TEXT NOT NULL,
    reverse_path TEXT NOT NULL,
    content_id INTEGER NOT NULL,
    size INTEGER NOT NULL,
    accepted_at TEXT NOT NULL,
    CONSTRAINT uq_queue_messages_key UNIQUE (enqueue_key),
    CONSTRAINT fk_queue_messages_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
);
CREATE INDEX ix_queue_messages_content ON queue_messages (content_id);

CREATE TABLE queue_recipients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL,
    address TEXT NOT NULL,
    account TEXT NULL,
    remote_address TEXT NULL,
    recipient_state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT NULL,
    next_attempt_at TEXT NOT NULL,
    lease_until TEXT NULL,
    CONSTRAINT fk_queue_recipients_messages FOREIGN KEY (message_id) REFERENCES queue_messages (id)
);
CREATE INDEX ix_queue_recipients_due ON queue_recipients (recipient_state, next_attempt_at, id);
CREATE INDEX ix_queue_recipients_message ON queue_recipients (message_id);

-- UIDVALIDITY comes from one counter, so that no mailbox ever repeats one (RFC 9051 section 2.3.1.1).
CREATE TABLE counters (
    counter_name TEXT NOT NULL,
    last_value INTEGER NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (counter_name)
) WITHOUT ROWID;
INSERT INTO counters (counter_name, last_value) VALUES ('uid_validity', 0);

CREATE TABLE mailboxes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid_next INTEGER NOT NULL,
    highest_mod_seq INTEGER NOT NULL,
    subscribed INTEGER NOT NULL,
    CONSTRAINT uq_mailboxes_name UNIQUE (account_id, name),
    CONSTRAINT fk_mailboxes_accounts FOREIGN KEY (account_id) REFERENCES accounts (id)
);

CREATE TABLE mailbox_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_id INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    flags TEXT NOT NULL,
    internal_date TEXT NOT NULL,
    size INTEGER NOT NULL,
    mod_seq INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    body_structure TEXT NOT NULL,
    header_prefix BLOB NOT NULL,
    content_id INTEGER NOT NULL,
    CONSTRAINT uq_mailbox_messages_uid UNIQUE (mailbox_id, uid),
    CONSTRAINT fk_mailbox_messages_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
    CONSTRAINT fk_mailbox_messages_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
);
CREATE INDEX ix_mailbox_messages_content ON mailbox_messages (content_id);
