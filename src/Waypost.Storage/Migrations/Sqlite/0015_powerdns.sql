-- What PowerDNS' API keeps beside the records of a zone: metadata by kind, as a JSON list of texts.
CREATE TABLE zone_metadata (
    zone_id INTEGER NOT NULL,
    metadata_kind TEXT NOT NULL,
    metadata TEXT NOT NULL,
    CONSTRAINT pk_zone_metadata PRIMARY KEY (zone_id, metadata_kind),
    CONSTRAINT fk_zone_metadata_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Comments on RRsets, and records that are kept but not served; both are JSON lists.
CREATE TABLE rrset_notes (
    zone_id INTEGER NOT NULL,
    owner_key TEXT NOT NULL,
    rr_type TEXT NOT NULL,
    owner TEXT NOT NULL,
    ttl INTEGER NOT NULL,
    disabled TEXT NOT NULL,
    comments TEXT NOT NULL,
    CONSTRAINT pk_rrset_notes PRIMARY KEY (zone_id, owner_key, rr_type),
    CONSTRAINT fk_rrset_notes_zones FOREIGN KEY (zone_id) REFERENCES zones (id) ON DELETE CASCADE
) WITHOUT ROWID;
