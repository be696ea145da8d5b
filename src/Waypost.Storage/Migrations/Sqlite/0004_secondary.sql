-- What a secondary zone's dealings with its primaries came to. requested: 0 nothing, 1 a check, 2 a whole transfer.
CREATE TABLE secondary_zones (
    zone_id INTEGER NOT NULL,
    last_check TEXT NULL,
    next_check TEXT NULL,
    last_transfer TEXT NULL,
    expires_at TEXT NULL,
    last_error TEXT NULL,
    primary_address TEXT NULL,
    requested INTEGER NOT NULL,
    CONSTRAINT pk_secondary_zones PRIMARY KEY (zone_id),
    CONSTRAINT fk_secondary_zones_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
);
CREATE INDEX ix_secondary_zones_requested ON secondary_zones (requested) WHERE requested > 0;

-- Work that one node of a cluster does at a time.
CREATE TABLE node_leases (
    lease_name TEXT NOT NULL,
    node_name TEXT NOT NULL,
    leased_until TEXT NOT NULL,
    CONSTRAINT pk_node_leases PRIMARY KEY (lease_name)
);
