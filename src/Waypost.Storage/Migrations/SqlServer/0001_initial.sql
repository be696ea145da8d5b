CREATE TABLE zones (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_zones PRIMARY KEY,
    origin nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    serial bigint NOT NULL,
    record_count bigint NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL,
    updated_at datetime2(3) NOT NULL,
    CONSTRAINT uq_zones_origin UNIQUE (origin)
);

-- owner_key sorts in canonical order (RFC 4034 section 6.1); rdata is a JSON list of texts.
CREATE TABLE rrsets (
    zone_id bigint NOT NULL,
    owner_key nvarchar(430) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rr_type nvarchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    owner nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ttl bigint NOT NULL,
    rdata nvarchar(max) NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_rrsets PRIMARY KEY (zone_id, owner_key, rr_type),
    CONSTRAINT fk_rrsets_zones FOREIGN KEY (zone_id) REFERENCES zones (id)
);

-- The journal outlives its zone: history needs it.
CREATE TABLE zone_changes (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_zone_changes PRIMARY KEY,
    zone_id bigint NOT NULL,
    origin nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    serial bigint NOT NULL,
    before_rrset nvarchar(max) NULL,
    after_rrset nvarchar(max) NULL,
    changed_at datetime2(3) NOT NULL
);
CREATE INDEX ix_zone_changes_zone ON zone_changes (zone_id, id);

CREATE TABLE audit_events (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_audit_events PRIMARY KEY,
    occurred_at datetime2(3) NOT NULL,
    actor nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    action_name nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    detail nvarchar(max) NULL
);

CREATE TABLE mail_domains (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL,
    CONSTRAINT pk_mail_domains PRIMARY KEY (name_key)
);

CREATE TABLE accounts (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    password_hash nvarchar(max) NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL,
    CONSTRAINT uq_accounts_name UNIQUE (name_key)
);

CREATE TABLE aliases (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    targets nvarchar(max) NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_aliases PRIMARY KEY (name_key)
);

CREATE TABLE virtual_users (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    target nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_virtual_users PRIMARY KEY (name_key)
);

CREATE TABLE access_entries (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry_value nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_access_entries PRIMARY KEY (name_key)
);

CREATE TABLE api_keys (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_api_keys PRIMARY KEY,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scope nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    key_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL,
    CONSTRAINT uq_api_keys_hash UNIQUE (key_hash)
);

-- One copy of each message, whoever refers to it.
CREATE TABLE message_contents (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_message_contents PRIMARY KEY,
    size bigint NOT NULL,
    content varbinary(max) NOT NULL
);

CREATE TABLE queue_messages (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_queue_messages PRIMARY KEY,
    enqueue_key nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reverse_path nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content_id bigint NOT NULL,
    size bigint NOT NULL,
    accepted_at datetime2(3) NOT NULL,
    CONSTRAINT uq_queue_messages_key UNIQUE (enqueue_key),
    CONSTRAINT fk_queue_messages_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
);
CREATE INDEX ix_queue_messages_content ON queue_messages (content_id);

CREATE TABLE queue_recipients (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_queue_recipients PRIMARY KEY,
    message_id bigint NOT NULL,
    address nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account nvarchar(320) COLLATE Latin1_General_100_BIN2 NULL,
    remote_address nvarchar(320) COLLATE Latin1_General_100_BIN2 NULL,
    recipient_state bigint NOT NULL,
    attempts bigint NOT NULL,
    reason nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    next_attempt_at datetime2(3) NOT NULL,
    lease_until datetime2(3) NULL,
    CONSTRAINT fk_queue_recipients_messages FOREIGN KEY (message_id) REFERENCES queue_messages (id)
);
CREATE INDEX ix_queue_recipients_due ON queue_recipients (recipient_state, next_attempt_at, id);
CREATE INDEX ix_queue_recipients_message ON queue_recipients (message_id);

-- UIDVALIDITY comes from one counter, so that no mailbox ever repeats one (RFC 9051 section 2.3.1.1).
CREATE TABLE counters (
    counter_name nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    last_value bigint NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (counter_name)
);
INSERT INTO counters (counter_name, last_value) VALUES ('uid_validity', 0);

CREATE TABLE mailboxes (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_mailboxes PRIMARY KEY,
    account_id bigint NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    uid_validity bigint NOT NULL,
    uid_next bigint NOT NULL,
    highest_mod_seq bigint NOT NULL,
    subscribed bit NOT NULL,
    CONSTRAINT uq_mailboxes_name UNIQUE (account_id, name),
    CONSTRAINT fk_mailboxes_accounts FOREIGN KEY (account_id) REFERENCES accounts (id)
);

CREATE TABLE mailbox_messages (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_mailbox_messages PRIMARY KEY,
    mailbox_id bigint NOT NULL,
    uid bigint NOT NULL,
    flags nvarchar(max) NOT NULL,
    internal_date datetime2(3) NOT NULL,
    size bigint NOT NULL,
    mod_seq bigint NOT NULL,
    envelope nvarchar(max) NOT NULL,
    body_structure nvarchar(max) NOT NULL,
    header_prefix varbinary(max) NOT NULL,
    content_id bigint NOT NULL,
    CONSTRAINT uq_mailbox_messages_uid UNIQUE (mailbox_id, uid),
    CONSTRAINT fk_mailbox_messages_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
    CONSTRAINT fk_mailbox_messages_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
);
CREATE INDEX ix_mailbox_messages_content ON mailbox_messages (content_id);
