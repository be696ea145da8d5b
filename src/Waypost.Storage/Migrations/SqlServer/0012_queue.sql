-- What the envelope says beyond its paths (RFC 3461, RFC 6531, RFC 8689, RFC 6710, RFC 4865).
ALTER TABLE queue_messages ADD
    trace_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    envelope_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    dsn_return bigint NULL,
    body_kind bigint NOT NULL CONSTRAINT df_queue_messages_body DEFAULT 0,
    is_utf8 bit NOT NULL CONSTRAINT df_queue_messages_utf8 DEFAULT 0,
    require_tls bit NOT NULL CONSTRAINT df_queue_messages_tls DEFAULT 0,
    quarantine nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL;

GO
-- order_class is the priority turned round, so that an ascending index reads the most urgent first.
ALTER TABLE queue_recipients ADD
    order_class bigint NOT NULL CONSTRAINT df_queue_recipients_class DEFAULT 0,
    hold_until datetime2(3) NULL,
    notify bigint NULL,
    original_recipient nvarchar(600) COLLATE Latin1_General_100_BIN2 NULL,
    reverse_path nvarchar(320) COLLATE Latin1_General_100_BIN2 NULL,
    detail nvarchar(320) COLLATE Latin1_General_100_BIN2 NULL,
    file_path nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    command_line nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
    fate bigint NOT NULL CONSTRAINT df_queue_recipients_fate DEFAULT 0,
    delay_warned bit NOT NULL CONSTRAINT df_queue_recipients_warned DEFAULT 0;
GO
DROP INDEX ix_queue_recipients_due ON queue_recipients;
CREATE INDEX ix_queue_recipients_due ON queue_recipients (recipient_state, order_class, next_attempt_at, id);

-- The trace of every message, for some days after it has left the queue.
CREATE TABLE message_traces (
    id bigint NOT NULL,
    trace_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reverse_path nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reverse_path_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size bigint NOT NULL,
    accepted_at datetime2(3) NOT NULL,
    CONSTRAINT pk_message_traces PRIMARY KEY (id)
);
CREATE INDEX ix_message_traces_trace ON message_traces (trace_id);
CREATE INDEX ix_message_traces_accepted ON message_traces (accepted_at, id);
CREATE INDEX ix_message_traces_sender ON message_traces (reverse_path_key, id);

CREATE TABLE message_events (
    id bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_message_events PRIMARY KEY,
    message_id bigint NOT NULL,
    recipient nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    event_kind bigint NOT NULL,
    happened_at datetime2(3) NOT NULL,
    host nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    detail nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT fk_message_events_traces FOREIGN KEY (message_id) REFERENCES message_traces (id) ON DELETE CASCADE
);
CREATE INDEX ix_message_events_message ON message_events (message_id, id);

CREATE TABLE message_recipients (
    recipient_key nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT pk_message_recipients PRIMARY KEY (recipient_key, message_id),
    CONSTRAINT fk_message_recipients_traces FOREIGN KEY (message_id) REFERENCES message_traces (id) ON DELETE CASCADE
);
CREATE INDEX ix_message_recipients_message ON message_recipients (message_id);
