create or replace view report.run as
select
    run.run_id,
    run.run_key,
    run.state,
    run.started_at,
    run.finished_at,
    extract(epoch from run.finished_at - run.started_at)::double precision as seconds,
    run.found,
    run.loaded,
    run.duplicates,
    run.quarantined,
    run.articles,
    run.copies,
    run.events,
    run.detail
from ops.run;

comment on view report.run is 'One row a run of the pipeline: a night, or one ingest by hand.';
comment on column report.run.run_id is 'Key; rises with time.';
comment on column report.run.run_key is 'Name of the run.';
comment on column report.run.state is 'running, succeeded or failed; a run that was killed is failed (interrupted) once the next scan sees it.';
comment on column report.run.started_at is 'When it began.';
comment on column report.run.finished_at is 'When it ended; null while it runs.';
comment on column report.run.seconds is 'How long it took; null while it runs.';
comment on column report.run.found is 'Files that the scan gave to the run, left-overs of earlier runs included.';
comment on column report.run.loaded is 'Files loaded.';
comment on column report.run.duplicates is 'Files that brought nothing new.';
comment on column report.run.quarantined is 'Files quarantined as a whole.';
comment on column report.run.articles is 'Articles added.';
comment on column report.run.copies is 'Further occurrences of known articles.';
comment on column report.run.events is 'Events added.';
comment on column report.run.detail is 'Why the run failed; null otherwise.';
