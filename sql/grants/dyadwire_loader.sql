-- The loader writes what articles say and how they got here; it reads the code lists and the reports.
grant usage on schema ref, ops, news, report to dyadwire_loader;
grant select on all tables in schema ref, ops, news, report to dyadwire_loader;
grant insert, update, delete on all tables in schema ops, news to dyadwire_loader;
grant usage, select on all sequences in schema ops, news to dyadwire_loader;
-- What has happened stays: runs, checks, files of the ledger that held anything, what migrations did.
revoke insert, update, delete on ops.applied_file, ops.schema_version from dyadwire_loader;
revoke delete on ops.run, ops.check_result, news.source from dyadwire_loader;
-- It applies corrections, and whoever runs it may make them, but nobody changes one that has been made.
grant execute on all functions in schema news to dyadwire_loader;
grant execute on function ops.apply_corrections(bigint[]) to dyadwire_loader;
revoke insert, update, delete on news.correction from dyadwire_loader;
-- Reports are refreshed, and articles made searchable, with their owner's rights.
grant execute on function ops.refresh_reports(), ops.index_articles(integer) to dyadwire_loader;
revoke insert, update, delete on news.article_words from dyadwire_loader;
