-- What the envelope says beyond its paths (RFC 3461, RFC 6531, RFC 8689, RFC 6710, RFC 4865).
ALTER TABLE queue_messages ADD COLUMN trace_id TEXT NULL;
ALTER TABLE queue_messages ADD COLUMN envelope_id TEXT NULL;
ALTER TABLE queue_messages ADD COLUMN dsn_return INTEGER NULL;
ALTER TABLE queue_messages ADD COLUMN body_kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue_messages ADD COLUMN is_utf8 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue_messages ADD COLUMN require_tls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue_messages ADD COLUMN quarantine TEXT NULL;

-- order_class is the priority turned round, so that an ascending index reads the most urgent first.
ALTER TABLE queue_recipients ADD COLUMN order_class INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue_recipients ADD COLUMN hold_until TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN notify INTEGER NULL;
ALTER TABLE queue_recipients ADD COLUMN original_recipient TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN reverse_path TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN detail TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN file_path TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN command_line TEXT NULL;
ALTER TABLE queue_recipients ADD COLUMN fate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue_recipients ADD COLUMN delay_warned INTEGER NOT NULL DEFAULT 0;
DROP INDEX ix_queue_recipients_due;
CREATE INDEX ix_queue_recipients_due ON queue_recipients (recipient_state, order_class, next_attempt_at, id);

-- The trace of every message, for some days after it has left the queue.
CREATE TABLE message_traces (
    id INTEGER NOT NULL,
    trace_id TEXT NOT NULL,
    reverse_path TEXT NOT NULL,
    reverse_path_key TEXT NOT NULL,
    size INTEGER NOT NULL,
    accepted_at TEXT NOT NULL,
    CONSTRAINT pk_message_traces PRIMARY KEY (id)
);
CREATE INDEX ix_message_traces_trace ON message_traces (trace_id);
CREATE INDEX ix_message_traces_accepted ON message_traces (accepted_at, id);
CREATE INDEX ix_message_traces_sender ON message_traces (reverse_path_key, id);

CREATE TABLE message_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    event_kind INTEGER NOT NULL,
    happened_at TEXT NOT NULL,
    host TEXT NULL,
    detail TEXT NULL,
    CONSTRAINT fk_message_events_traces FOREIGN KEY (message_id) REFERENCES message_traces (id) ON DELETE CASCADE
);
CREATE INDEX ix_message_events_message ON message_events (message_id, id);

CREATE TABLE message_recipients (
    recipient_key TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    CONSTRAINT pk_message_recipients PRIMARY KEY (recipient_key, message_id),
    CONSTRAINT fk_message_recipients_traces FOREIGN KEY (message_id) REFERENCES message_traces (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ix_message_recipients_message ON message_recipients (message_id);
