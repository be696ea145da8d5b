-- The journal: one row a version, or several where a version is large; changes is a JSON list of RRsets: owner, type, before, after (each null or TTL and rdata); those of before this
-- migration are objects of "b" and "a".
CREATE TABLE zone_versions (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_zone_versions PRIMARY KEY,
    zone_id bigint NOT NULL,
    origin nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    from_serial bigint NOT NULL,
    serial bigint NOT NULL,
    part int NOT NULL,
    size bigint NOT NULL,
    changes nvarchar(max) NOT NULL,
    changed_at datetime2(3) NOT NULL
);
CREATE INDEX ix_zone_versions_from ON zone_versions (zone_id, from_serial, id);
CREATE INDEX ix_zone_versions_serial ON zone_versions (zone_id, serial, id);

-- The serial before the oldest change is not known; no transfer begins there.
EXEC('
INSERT INTO zone_versions (zone_id, origin, from_serial, serial, part, size, changes, changed_at)
SELECT v.zone_id, v.origin, COALESCE(LAG(v.serial) OVER (PARTITION BY v.zone_id ORDER BY v.first_id), v.serial), v.serial, 0, LEN(v.changes), v.changes, v.changed_at
FROM (
    SELECT zone_id, MIN(origin) AS origin, serial, MIN(id) AS first_id, MIN(changed_at) AS changed_at,
        ''['' + STRING_AGG(CAST(''{"b":'' + COALESCE(before_rrset, ''null'') + '',"a":'' + COALESCE(after_rrset, ''null'') + ''}'' AS nvarchar(max)), '','') + '']'' AS changes
    FROM zone_changes GROUP BY zone_id, serial) v
ORDER BY v.first_id');
DROP INDEX ix_zone_changes_zone ON zone_changes;
DROP TABLE zone_changes;

CREATE TABLE tsig_keys (
    name_key nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_tsig_keys PRIMARY KEY,
    name nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    algorithm nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    secret nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at datetime2(3) NOT NULL
);
