create or replace view report.check_result as
select
    check_result.run_id,
    run.run_key,
    check_result.check_name,
    check_result.severity,
    check_result.row_count,
    check_result.checked_at
from ops.check_result
inner join ops.run on check_result.run_id = run.run_id;

comment on view report.check_result is 'One row a run and data check.';
comment on column report.check_result.run_id is 'The run that was checked.';
comment on column report.check_result.run_key is 'Its name.';
comment on column report.check_result.check_name is 'Name of the check; its query is the file of that name in sql/checks.';
comment on column report.check_result.severity is 'error makes the night red, warn does not.';
comment on column report.check_result.row_count is 'Faults found; 0 is fine.';
comment on column report.check_result.checked_at is 'When it was run.';
