-- What ~/.forward, genericstable and mailertable hold.
CREATE TABLE forwards (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    targets nvarchar(max) NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_forwards PRIMARY KEY (name_key)
);
GO

CREATE TABLE generic_addresses (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    target nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_generic_addresses PRIMARY KEY (name_key)
);
GO

CREATE TABLE mailer_routes (
    name_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    target nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
    etag nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_mailer_routes PRIMARY KEY (name_key)
);
