comment on sequence ops.claim_id_seq is 'Numbers of claims; also the keys of the advisory locks that claimants hold while they work.';

comment on table ops.run is 'One row a run of the pipeline: a night, or one ingest by hand. Counts are of what the run itself did.';
comment on column ops.run.run_id is 'Surrogate key.';
comment on column ops.run.run_key is 'Name that the caller gave, e.g. the Airflow run id; the same name is the same run.';
comment on column ops.run.state is 'running, succeeded or failed; a run that was killed stays running.';
comment on column ops.run.started_at is 'When the run was first announced.';
comment on column ops.run.finished_at is 'When it ended; null while it runs.';
comment on column ops.run.found is 'Files that the scan gave to the run, left-overs of earlier runs included.';
comment on column ops.run.loaded is 'Files loaded.';
comment on column ops.run.duplicates is 'Files that brought nothing new.';
comment on column ops.run.quarantined is 'Files quarantined as a whole.';
comment on column ops.run.articles is 'Articles added to news.article.';
comment on column ops.run.copies is 'Further occurrences of known articles, added to news.article_copy.';
comment on column ops.run.events is 'Events added to news.event.';
comment on column ops.run.detail is 'Why the run failed; null otherwise.';

comment on table ops.source_file is 'One row a file ever seen, known by its bytes: the ledger. The same name with other bytes is another row; the same bytes under another name are a row in state duplicate.';
comment on column ops.source_file.source_file_id is 'Surrogate key; rises in the order of first sight.';
comment on column ops.source_file.uri is 'Where the file was found.';
comment on column ops.source_file.sha256 is 'Hash of the bytes, hex; null for what was quarantined unread.';
comment on column ops.source_file.size_bytes is 'Size when it was found.';
comment on column ops.source_file.modified_at is 'Time of last change that the file system or bucket gave.';
comment on column ops.source_file.state is 'pending, claimed, loaded, duplicate (brings nothing new) or quarantined.';
comment on column ops.source_file.reason_code is 'Why it was quarantined, a code of etl.errors; null otherwise.';
comment on column ops.source_file.detail is 'The reason in words for an operator; null where there is nothing to say.';
comment on column ops.source_file.attempts is 'How often it was claimed.';
comment on column ops.source_file.claim_id is 'Its last claim; while state is claimed the claimant holds the advisory lock of this number.';
comment on column ops.source_file.lease_until is 'When the last claim may be taken over though its claimant still seems to live.';
comment on column ops.source_file.first_seen_at is 'When a scan first found it.';
comment on column ops.source_file.claimed_at is 'When it was last claimed.';
comment on column ops.source_file.finished_at is 'When it became loaded, duplicate or quarantined.';
comment on column ops.source_file.run_id is 'The run that last worked on it; before that, the run that found it.';
comment on column ops.source_file.retired_at is 'Since when nothing of a loaded file is left, because retention let its articles go; null otherwise.';
comment on column ops.source_file.duplicate_of is 'The file that first brought what this one brings again.';

comment on table ops.quarantine is 'One row a file, or one article of a file, that could not be read. Kept until it is read after all.';
comment on column ops.quarantine.quarantine_id is 'Surrogate key.';
comment on column ops.quarantine.source_file_id is 'The file.';
comment on column ops.quarantine.record is 'Number of the article inside the file, from 0; null when the whole file is at fault.';
comment on column ops.quarantine.reason_code is 'A code of etl.errors, for filtering.';
comment on column ops.quarantine.detail is 'The reason in words.';
comment on column ops.quarantine.head is 'The first bytes, for whoever looks into it; null if nothing could be read.';
comment on column ops.quarantine.created_at is 'When it was put here.';
comment on column ops.quarantine.run_id is 'The run that did.';
comment on column ops.quarantine.dropped_at is 'When somebody let it go; null while it waits for one. Dropped rows are not reported.';
comment on column ops.quarantine.dropped_why is 'Why, in the words of whoever did, and who that was.';

comment on table ops.check_result is 'One row a check, run and subject: data checks (sql/checks, rows returned are faults), the share in quarantine, volumes.';
comment on column ops.check_result.run_id is 'The run after which the check was made.';
comment on column ops.check_result.check_name is 'Name of the file in sql/checks, without .sql; or quarantine_share, articles_in_all, articles_by_language, articles_by_outlet.';
comment on column ops.check_result.subject is 'What it is about: a language code, the name of an outlet; empty for the check as a whole.';
comment on column ops.check_result.severity is 'error (fails the run) or warn.';
comment on column ops.check_result.row_count is 'Faults found: rows that the check returned, files quarantined over the share, 1 for a volume alarm; 0 is well.';
comment on column ops.check_result.message is 'What the faults are, in words.';
comment on column ops.check_result.remedy is 'What an operator does about them.';
comment on column ops.check_result.sample is 'The first of these rows, as a JSON array of objects.';
comment on column ops.check_result.checked_at is 'When the check was made.';

comment on table ops.applied_file is 'One row a file of views, comments, grants or reference data, as it was last applied.';
comment on column ops.applied_file.path is 'Path of the file inside the project.';
comment on column ops.applied_file.sha256 is 'Hash of the content that was applied, hex.';
comment on column ops.applied_file.applied_at is 'When it was applied.';

comment on table ops.schema_version is 'One row: the last migration applied. Kept by Alembic.';
comment on column ops.schema_version.version_num is 'Revision of that migration.';
