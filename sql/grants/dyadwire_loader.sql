-- The loader writes what articles say and how they got here; it reads the code lists and the reports.
grant usage on schema ref, ops, news, report to dyadwire_loader;
grant select on all tables in schema ref, report to dyadwire_loader;
grant select, insert, update, delete on all tables in schema ops, news to dyadwire_loader;
grant usage, select on all sequences in schema ops, news to dyadwire_loader;
revoke insert, update, delete on ops.applied_file, ops.schema_version from dyadwire_loader;
-- It applies corrections, and whoever runs it may make them, but nobody changes one that has been made.
grant execute on all functions in schema news to dyadwire_loader;
grant execute on function ops.apply_corrections(bigint[]) to dyadwire_loader;
revoke insert, update, delete on news.correction from dyadwire_loader;
