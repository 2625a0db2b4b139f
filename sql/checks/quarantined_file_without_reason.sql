-- severity: error. A file called quarantined that quarantine has no row of: nobody can see what is wrong with it.
-- remedy: somebody deleted from quarantine: use `dyadwire quarantine drop`, which keeps the reason.
select
    source_file.source_file_id,
    source_file.uri,
    source_file.reason_code
from ops.source_file
where
    source_file.state = 'quarantined'
    and not exists (select from ops.quarantine where quarantine.source_file_id = source_file.source_file_id);
