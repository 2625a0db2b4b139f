alter table ops.quarantine
add column dropped_at timestamptz,
add column dropped_why text,
add constraint ck_quarantine_dropped check ((dropped_at is null) = (dropped_why is null));
