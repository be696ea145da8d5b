-- What a secondary zone's dealings with its primaries came to. requested: 0 nothing, 1 a check, 2 a whole transfer.
CREATE TABLE secondary_zones (
    zone_id bigint NOT NULL,
    last_check datetime2(3) NULL,
    next_check datetime2(3) NULL,
    last_transfer datetime2(3) NULL,
    expires_at datetime2(3) NULL,
    last_error nvarchar(2000) NULL,
    primary_address nvarchar(400) NULL,
    requested int NOT NULL,
    CONSTRAINT pk_secondary_zones PRIMARY KEY (zone_id),
    CONSTRAINT fk_secondary_zones_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
);
CREATE INDEX ix_secondary_zones_requested ON secondary_zones (requested);

-- Work that one node of a cluster does at a time.
CREATE TABLE node_leases (
    lease_name nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node_name nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    leased_until datetime2(3) NOT NULL,
    CONSTRAINT pk_node_leases PRIMARY KEY (lease_name)
);
