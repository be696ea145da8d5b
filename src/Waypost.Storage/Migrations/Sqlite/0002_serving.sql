-- One origin may be another zone in another view. A constraint cannot be dropped, so the table is made anew; the
-- RRsets refer to it all the while.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE zones_before AS SELECT id, origin, serial, record_count, etag, created_at, updated_at FROM zones;
CREATE TABLE zones_sequence AS SELECT seq FROM sqlite_sequence WHERE name = 'zones';
DROP TABLE zones;
CREATE TABLE zones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    view_name TEXT NOT NULL DEFAULT '_default',
    origin TEXT NOT NULL,
    zone_kind TEXT NOT NULL DEFAULT 'primary',
    settings TEXT NULL,
    serial INTEGER NOT NULL,
    record_count INTEGER NOT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT uq_zones_origin_view UNIQUE (origin, view_name)
);
CREATE INDEX ix_zones_view ON zones (view_name);
INSERT INTO zones (id, origin, serial, record_count, etag, created_at, updated_at)
SELECT id, origin, serial, record_count, etag, created_at, updated_at FROM zones_before;
DELETE FROM sqlite_sequence WHERE name = 'zones';
INSERT INTO sqlite_sequence (name, seq) SELECT 'zones', seq FROM zones_sequence;
DROP TABLE zones_before;
DROP TABLE zones_sequence;

-- What named.conf says beside its zones: entry_key is resource/name in lower case, content the statement as JSON.
CREATE TABLE dns_configuration (
    entry_key TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    etag TEXT NOT NULL,
    CONSTRAINT pk_dns_configuration PRIMARY KEY (entry_key)
) WITHOUT ROWID;
INSERT INTO dns_configuration (entry_key, name, content, etag) VALUES ('dns-settings/dns', 'dns', '{}', '0000000000000001');
