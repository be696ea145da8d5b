-- What FETCH, SORT, THREAD and searches ask of a content, once for all copies of it. A summary of an earlier version is computed again.
CREATE TABLE message_summaries (
    content_id bigint NOT NULL CONSTRAINT pk_message_summaries PRIMARY KEY,
    summary_version int NOT NULL,
    base_subject nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_reply bit NOT NULL,
    sent_at bigint NULL,
    sent_day int NULL,
    from_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    to_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    cc_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    display_from nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    display_to nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    reference_ids nvarchar(max) NOT NULL,
    thread_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    envelope nvarchar(max) NOT NULL,
    preview nvarchar(400) NOT NULL,
    body_structure nvarchar(max) NOT NULL,
    CONSTRAINT fk_message_summaries_contents FOREIGN KEY (content_id) REFERENCES message_contents (id) ON DELETE CASCADE
);
CREATE INDEX ix_message_summaries_version ON message_summaries (summary_version);

CREATE TABLE message_texts (
    content_id bigint NOT NULL CONSTRAINT pk_message_texts PRIMARY KEY,
    header_text nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    body_text nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT fk_message_texts_contents FOREIGN KEY (content_id) REFERENCES message_contents (id) ON DELETE CASCADE
);
GO
-- Tables and columns that go below are read by name at run time.
EXEC (N'INSERT INTO message_summaries (content_id, summary_version, base_subject, is_reply, from_key, to_key, cc_key, display_from, display_to, reference_ids, thread_id, envelope, preview, body_structure)
SELECT content_id, 0, '''', 0, '''', '''', '''', '''', '''', '''', '''', MIN(envelope), '''', MIN(body_structure) FROM mailbox_messages GROUP BY content_id');

-- The index of a mailbox is narrow, and lies together. Times are milliseconds since 1970.
CREATE TABLE mailbox_entries (
    mailbox_id bigint NOT NULL,
    uid bigint NOT NULL,
    flags nvarchar(max) NOT NULL,
    internal_date bigint NOT NULL,
    save_date bigint NOT NULL,
    size bigint NOT NULL,
    mod_seq bigint NOT NULL,
    content_id bigint NOT NULL,
    prefix_hash bigint NOT NULL,
    header_prefix varbinary(max) NOT NULL,
    CONSTRAINT pk_mailbox_entries PRIMARY KEY (mailbox_id, uid),
    CONSTRAINT fk_mailbox_entries_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
    CONSTRAINT fk_mailbox_entries_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
);
GO
EXEC (N'INSERT INTO mailbox_entries (mailbox_id, uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash, header_prefix)
SELECT mailbox_id, uid, flags, DATEDIFF_BIG(millisecond, ''1970-01-01'', internal_date), DATEDIFF_BIG(millisecond, ''1970-01-01'', internal_date), size, mod_seq, content_id, 0, header_prefix
FROM mailbox_messages');
GO
DROP INDEX ix_mailbox_messages_content ON mailbox_messages;
DROP TABLE mailbox_messages;
CREATE INDEX ix_mailbox_entries_content ON mailbox_entries (content_id);
CREATE INDEX ix_mailbox_entries_mod_seq ON mailbox_entries (mailbox_id, mod_seq);

-- Subscriptions are of names, whether or not there is such a mailbox (RFC 9051 section 6.3.7).
CREATE TABLE mailbox_subscriptions (
    account_id bigint NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_mailbox_subscriptions PRIMARY KEY (account_id, name),
    CONSTRAINT fk_mailbox_subscriptions_accounts FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
GO
EXEC (N'INSERT INTO mailbox_subscriptions (account_id, name) SELECT account_id, name FROM mailboxes WHERE subscribed = 1');
GO
ALTER TABLE mailboxes DROP COLUMN subscribed;
ALTER TABLE mailboxes ADD
    message_count bigint NOT NULL CONSTRAINT df_mailboxes_message_count DEFAULT 0,
    total_size bigint NOT NULL CONSTRAINT df_mailboxes_total_size DEFAULT 0,
    special_use nvarchar(64) NULL,
    expunged_from bigint NOT NULL CONSTRAINT df_mailboxes_expunged_from DEFAULT 0;
GO
-- Expunges at and below expunged_from are not remembered.
UPDATE mailboxes SET
    expunged_from = highest_mod_seq,
    message_count = (SELECT COUNT(*) FROM mailbox_entries e WHERE e.mailbox_id = mailboxes.id),
    total_size = (SELECT COALESCE(SUM(e.size), 0) FROM mailbox_entries e WHERE e.mailbox_id = mailboxes.id);

-- What was expunged, for VANISHED (EARLIER) (RFC 7162): one row an expunge, its UIDs as a sequence set.
CREATE TABLE mailbox_expunges (
    mailbox_id bigint NOT NULL,
    mod_seq bigint NOT NULL,
    uids nvarchar(max) NOT NULL,
    CONSTRAINT pk_mailbox_expunges PRIMARY KEY (mailbox_id, mod_seq),
    CONSTRAINT fk_mailbox_expunges_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id) ON DELETE CASCADE
);

CREATE TABLE mailbox_rights (
    mailbox_id bigint NOT NULL,
    identifier nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rights nvarchar(20) NOT NULL,
    CONSTRAINT pk_mailbox_rights PRIMARY KEY (mailbox_id, identifier),
    CONSTRAINT fk_mailbox_rights_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id) ON DELETE CASCADE
);
CREATE INDEX ix_mailbox_rights_identifier ON mailbox_rights (identifier);

-- Account 0 stands for everybody, mailbox 0 for the server.
CREATE TABLE mailbox_annotations (
    mailbox_id bigint NOT NULL,
    account_id bigint NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value varbinary(max) NOT NULL,
    CONSTRAINT pk_mailbox_annotations PRIMARY KEY (mailbox_id, account_id, name)
);

-- Octets and messages; no limit where NULL. Protocols are a list of words; NULL is all.
ALTER TABLE accounts ADD
    quota_storage bigint NULL,
    quota_messages bigint NULL,
    disabled bit NOT NULL CONSTRAINT df_accounts_disabled DEFAULT 0,
    protocols nvarchar(100) NULL;

CREATE TABLE app_passwords (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_app_passwords PRIMARY KEY,
    account_id bigint NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    password_hash nvarchar(400) NOT NULL,
    protocols nvarchar(100) NULL,
    created_at datetime2(3) NOT NULL,
    CONSTRAINT uq_app_passwords_name UNIQUE (account_id, name),
    CONSTRAINT fk_app_passwords_accounts FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
