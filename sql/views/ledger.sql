create or replace view report.ledger as
select
    source_file.state,
    count(*) as files,
    sum(source_file.size_bytes)::bigint as size_bytes,
    max(coalesce(source_file.finished_at, source_file.claimed_at, source_file.first_seen_at)) as last_changed_at
from ops.source_file
group by source_file.state;

comment on view report.ledger is 'One row a state of the ledger that some file is in.';
comment on column report.ledger.state is 'pending, claimed, loaded, duplicate (brings nothing new) or quarantined.';
comment on column report.ledger.files is 'Files in that state.';
comment on column report.ledger.size_bytes is 'Their size, as far as known.';
comment on column report.ledger.last_changed_at is 'When a file last came into it.';
