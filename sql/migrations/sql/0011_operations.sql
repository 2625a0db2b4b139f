-- A check may find fault with several subjects (a language, an outlet), and says of each what is wrong and what to do.
alter table ops.check_result
add column subject text not null default '',
add column message text not null default '',
add column remedy text not null default '',
drop constraint pk_check_result,
add constraint pk_check_result primary key (run_id, check_name, subject);

-- A file that retention has let go is loaded, and nothing of it is left: its row says since when.
alter table ops.source_file add column retired_at timestamptz;
