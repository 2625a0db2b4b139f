create or replace view report.check_result as
select
    check_result.run_id,
    run.run_key,
    run.started_at,
    check_result.check_name,
    check_result.subject,
    check_result.severity,
    check_result.row_count,
    check_result.message,
    check_result.remedy,
    check_result.checked_at
from ops.check_result
inner join ops.run on check_result.run_id = run.run_id;

comment on view report.check_result is 'One row a check, run and subject: what was held against a night, and what came of it.';
comment on column report.check_result.run_id is 'The run after which the check was made; rises with time.';
comment on column report.check_result.run_key is 'Name of that run.';
comment on column report.check_result.started_at is 'When that run began.';
comment on column report.check_result.check_name is 'Name of the check.';
comment on column report.check_result.subject is 'What it is about: a language code, the name of an outlet; empty for the check as a whole.';
comment on column report.check_result.severity is 'error (the night is red) or warn.';
comment on column report.check_result.row_count is 'Faults found; 0 is well.';
comment on column report.check_result.message is 'What the faults are, in words.';
comment on column report.check_result.remedy is 'What an operator does about them.';
comment on column report.check_result.checked_at is 'When the check was made.';
