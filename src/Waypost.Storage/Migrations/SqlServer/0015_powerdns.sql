-- What PowerDNS' API keeps beside the records of a zone: metadata by kind, as a JSON list of texts.
CREATE TABLE zone_metadata (
    zone_id bigint NOT NULL,
    metadata_kind nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    metadata nvarchar(max) NOT NULL,
    CONSTRAINT pk_zone_metadata PRIMARY KEY (zone_id, metadata_kind),
    CONSTRAINT fk_zone_metadata_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
);

-- Comments on RRsets, and records that are kept but not served; both are JSON lists.
CREATE TABLE rrset_notes (
    zone_id bigint NOT NULL,
    owner_key nvarchar(430) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rr_type nvarchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    owner nvarchar(1100) NOT NULL,
    ttl bigint NOT NULL,
    disabled nvarchar(max) NOT NULL,
    comments nvarchar(max) NOT NULL,
    CONSTRAINT pk_rrset_notes PRIMARY KEY (zone_id, owner_key, rr_type),
    CONSTRAINT fk_rrset_notes_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
);
