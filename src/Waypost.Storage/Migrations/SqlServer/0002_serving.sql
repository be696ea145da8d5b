-- One origin may be another zone in another view.
ALTER TABLE zones ADD
    view_name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_zones_view_name DEFAULT ('_default'),
    zone_kind nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_zones_kind DEFAULT ('primary'),
    settings nvarchar(max) NULL;
GO
ALTER TABLE zones DROP CONSTRAINT uq_zones_origin;
GO
ALTER TABLE zones ADD CONSTRAINT uq_zones_origin_view UNIQUE (origin, view_name);
GO
CREATE INDEX ix_zones_view ON zones (view_name);
GO

-- What named.conf says beside its zones: entry_key is resource/name in lower case, content the statement as JSON.
CREATE TABLE dns_configuration (
    entry_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_dns_configuration PRIMARY KEY,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content nvarchar(max) NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);
GO
INSERT INTO dns_configuration (entry_key, name, content, etag) VALUES ('dns-settings/dns', 'dns', '{}', '0000000000000001');
