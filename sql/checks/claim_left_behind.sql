-- severity: error. A file still claimed though its run has ended: the next run takes it over.
-- remedy: nothing, if a run is at work; else the next run takes the files over, or `dyadwire maintain leases` does.
select
    source_file.source_file_id,
    source_file.uri,
    source_file.lease_until,
    run.run_key
from ops.source_file
inner join ops.run on source_file.run_id = run.run_id
where source_file.state = 'claimed' and run.state <> 'running';
