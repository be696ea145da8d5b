-- The journal: one row a version, or several where a version is large; changes is a JSON list of RRsets: owner, type, before, after (each null or TTL and rdata); those of before this
-- migration are objects of "b" and "a".
CREATE TABLE zone_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    zone_id INTEGER NOT NULL,
    origin TEXT NOT NULL,
    from_serial INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    part INTEGER NOT NULL,
    size INTEGER NOT NULL,
    changes TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX ix_zone_versions_from ON zone_versions (zone_id, from_serial, id);
CREATE INDEX ix_zone_versions_serial ON zone_versions (zone_id, serial, id);

-- The serial before the oldest change is not known; no transfer begins there.
INSERT INTO zone_versions (zone_id, origin, from_serial, serial, part, size, changes, changed_at)
SELECT zone_id, origin, COALESCE(LAG(serial) OVER (PARTITION BY zone_id ORDER BY first_id), serial), serial, 0, LENGTH(changes), changes, changed_at
FROM (
    SELECT zone_id, MIN(origin) AS origin, serial, MIN(id) AS first_id, MIN(changed_at) AS changed_at,
        '[' || group_concat('{"b":' || COALESCE(before_rrset, 'null') || ',"a":' || COALESCE(after_rrset, 'null') || '}', ',') || ']' AS changes
    FROM zone_changes GROUP BY zone_id, serial) v
ORDER BY first_id;
DROP TABLE zone_changes;

CREATE TABLE tsig_keys (
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    secret TEXT NOT NULL,
    etag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_tsig_keys PRIMARY KEY (name_key)
) WITHOUT ROWID;
