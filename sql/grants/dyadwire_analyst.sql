-- Analysts read the reports and the code lists, nothing else; the views read the rest with their owner's rights.
grant usage on schema ref, report to dyadwire_analyst;
grant select on all tables in schema ref, report to dyadwire_analyst;
