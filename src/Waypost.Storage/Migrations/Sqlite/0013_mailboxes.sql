-- What FETCH, SORT, THREAD and searches ask of a content, once for all copies of it. A summary of an earlier version is computed again.
CREATE TABLE message_summaries (
    content_id INTEGER PRIMARY KEY,
    summary_version INTEGER NOT NULL,
    base_subject TEXT NOT NULL,
    is_reply INTEGER NOT NULL,
    sent_at INTEGER NULL,
    sent_day INTEGER NULL,
    from_key TEXT NOT NULL,
    to_key TEXT NOT NULL,
    cc_key TEXT NOT NULL,
    display_from TEXT NOT NULL,
    display_to TEXT NOT NULL,
    message_id TEXT NULL,
    reference_ids TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    envelope TEXT NOT NULL,
    preview TEXT NOT NULL,
    body_structure TEXT NOT NULL,
    CONSTRAINT fk_message_summaries_contents FOREIGN KEY (content_id) REFERENCES message_contents (id) ON DELETE CASCADE
);
CREATE INDEX ix_message_summaries_version ON message_summaries (summary_version) WHERE summary_version = 0;

CREATE TABLE message_texts (
    content_id INTEGER PRIMARY KEY,
    header_text TEXT NOT NULL,
    body_text TEXT NOT NULL,
    CONSTRAINT fk_message_texts_contents FOREIGN KEY (content_id) REFERENCES message_contents (id) ON DELETE CASCADE
);

INSERT INTO message_summaries (content_id, summary_version, base_subject, is_reply, from_key, to_key, cc_key, display_from, display_to, reference_ids, thread_id, envelope, preview, body_structure)
SELECT content_id, 0, '', 0, '', '', '', '', '', '', '', MIN(envelope), '', MIN(body_structure) FROM mailbox_messages GROUP BY content_id;

-- The index of a mailbox is narrow, and lies together. Times are milliseconds since 1970.
CREATE TABLE mailbox_entries (
    mailbox_id INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    flags TEXT NOT NULL,
    internal_date INTEGER NOT NULL,
    save_date INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mod_seq INTEGER NOT NULL,
    content_id INTEGER NOT NULL,
    prefix_hash INTEGER NOT NULL,
    header_prefix BLOB NOT NULL,
    CONSTRAINT pk_mailbox_entries PRIMARY KEY (mailbox_id, uid),
    CONSTRAINT fk_mailbox_entries_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
    CONSTRAINT fk_mailbox_entries_contents FOREIGN KEY (content_id) REFERENCES message_contents (id)
) WITHOUT ROWID;

INSERT INTO mailbox_entries (mailbox_id, uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash, header_prefix)
SELECT mailbox_id, uid, flags, CAST(strftime('%s', internal_date) AS INTEGER) * 1000, CAST(strftime('%s', internal_date) AS INTEGER) * 1000, size, mod_seq, content_id, 0, header_prefix
FROM mailbox_messages;

DROP TABLE mailbox_messages;
CREATE INDEX ix_mailbox_entries_content ON mailbox_entries (content_id);
CREATE INDEX ix_mailbox_entries_mod_seq ON mailbox_entries (mailbox_id, mod_seq);

-- Subscriptions are of names, whether or not there is such a mailbox (RFC 9051 section 6.3.7).
CREATE TABLE mailbox_subscriptions (
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_mailbox_subscriptions PRIMARY KEY (account_id, name),
    CONSTRAINT fk_mailbox_subscriptions_accounts FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO mailbox_subscriptions (account_id, name) SELECT account_id, name FROM mailboxes WHERE subscribed = 1;
ALTER TABLE mailboxes DROP COLUMN subscribed;

ALTER TABLE mailboxes ADD COLUMN message_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailboxes ADD COLUMN total_size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailboxes ADD COLUMN special_use TEXT NULL;
-- Expunges at and below this mod-sequence are not remembered.
ALTER TABLE mailboxes ADD COLUMN expunged_from INTEGER NOT NULL DEFAULT 0;
UPDATE mailboxes SET
    expunged_from = highest_mod_seq,
    message_count = (SELECT COUNT(*) FROM mailbox_entries e WHERE e.mailbox_id = mailboxes.id),
    total_size = (SELECT COALESCE(SUM(e.size), 0) FROM mailbox_entries e WHERE e.mailbox_id = mailboxes.id);

-- What was expunged, for VANISHED (EARLIER) (RFC 7162): one row an expunge, its UIDs as a sequence set.
CREATE TABLE mailbox_expunges (
    mailbox_id INTEGER NOT NULL,
    mod_seq INTEGER NOT NULL,
    uids TEXT NOT NULL,
    CONSTRAINT pk_mailbox_expunges PRIMARY KEY (mailbox_id, mod_seq),
    CONSTRAINT fk_mailbox_expunges_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE mailbox_rights (
    mailbox_id INTEGER NOT NULL,
    identifier TEXT NOT NULL,
    rights TEXT NOT NULL,
    CONSTRAINT pk_mailbox_rights PRIMARY KEY (mailbox_id, identifier),
    CONSTRAINT fk_mailbox_rights_mailboxes FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ix_mailbox_rights_identifier ON mailbox_rights (identifier);

-- Account 0 stands for everybody, mailbox 0 for the server.
CREATE TABLE mailbox_annotations (
    mailbox_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_mailbox_annotations PRIMARY KEY (mailbox_id, account_id, name)
) WITHOUT ROWID;

-- Octets and messages; no limit where NULL. Protocols are a list of words; NULL is all.
ALTER TABLE accounts ADD COLUMN quota_storage INTEGER NULL;
ALTER TABLE accounts ADD COLUMN quota_messages INTEGER NULL;
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN protocols TEXT NULL;

CREATE TABLE app_passwords (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    protocols TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_app_passwords_name UNIQUE (account_id, name),
    CONSTRAINT fk_app_passwords_accounts FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
