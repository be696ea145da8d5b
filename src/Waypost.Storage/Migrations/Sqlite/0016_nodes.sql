-- Which node wrote: the others follow.
ALTER TABLE audit_events ADD COLUMN node_id TEXT NULL;
