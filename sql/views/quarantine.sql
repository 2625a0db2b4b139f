create or replace view report.quarantine as
select
    quarantine.quarantine_id,
    source_file.uri,
    quarantine.record,
    quarantine.reason_code,
    quarantine.detail,
    quarantine.created_at,
    source_file.size_bytes,
    run.run_key
from ops.quarantine
inner join ops.source_file on quarantine.source_file_id = source_file.source_file_id
left join ops.run on quarantine.run_id = run.run_id
where quarantine.dropped_at is null;

comment on view report.quarantine is 'One row a file, or one article of a file, that could not be read and that nobody has dropped.';
comment on column report.quarantine.quarantine_id is 'Key; rises with time.';
comment on column report.quarantine.uri is 'Where the file was found.';
comment on column report.quarantine.record is 'Number of the article inside the file, from 0; null when the whole file is at fault.';
comment on column report.quarantine.reason_code is 'Why, as a code to filter by.';
comment on column report.quarantine.detail is 'Why, in words.';
comment on column report.quarantine.created_at is 'When it was put there.';
comment on column report.quarantine.size_bytes is 'Size of the file; null if unknown.';
comment on column report.quarantine.run_key is 'The run that put it there.';
