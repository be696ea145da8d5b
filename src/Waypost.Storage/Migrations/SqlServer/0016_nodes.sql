-- Which node wrote: the others follow.
ALTER TABLE audit_events ADD node_id nvarchar(64) NULL;
