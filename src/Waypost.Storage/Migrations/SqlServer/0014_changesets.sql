-- What each write of the API changed: changes is a JSON list; the records of zones are in zone_versions.
CREATE TABLE changesets (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_changesets PRIMARY KEY,
    created_at datetime2(3) NOT NULL,
    actor nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    note nvarchar(1000) NULL,
    reverts_id bigint NULL,
    operation_count int NOT NULL,
    changes nvarchar(max) NOT NULL
);
CREATE INDEX ix_changesets_reverts ON changesets (reverts_id);

-- The answers to requests that had an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
    key_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_idempotency_keys PRIMARY KEY,
    request_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status int NULL,
    headers nvarchar(max) NULL,
    body varbinary(max) NULL,
    created_at datetime2(3) NOT NULL
);
CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at);

-- scope stays what it was, or is the name of a role; permissions is a JSON list that narrows it.
ALTER TABLE api_keys ADD permissions nvarchar(max) NULL, networks nvarchar(max) NULL, expires_at datetime2(3) NULL, last_used_at datetime2(3) NULL;

-- Happenings that are no writes, for GET /v1/events and webhooks: subject is a path.
CREATE TABLE api_events (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_api_events PRIMARY KEY,
    occurred_at datetime2(3) NOT NULL,
    kind nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content nvarchar(max) NOT NULL
);

CREATE TABLE webhooks (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_webhooks PRIMARY KEY,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content nvarchar(max) NOT NULL,
    secret nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    last_event bigint NOT NULL,
    attempts int NOT NULL,
    next_attempt_at datetime2(3) NULL,
    last_error nvarchar(2000) NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL
);

-- Who made a version of a zone, and of how many RRsets.
ALTER TABLE zone_versions ADD actor nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL, change_count int NULL;
