-- Analysts read the reports and the code lists, and put facts right by the functions of news; of its tables they see none.
-- The views and functions do the rest with their owner's rights.
grant usage on schema ref, report, news to dyadwire_analyst;
grant select on all tables in schema ref, report to dyadwire_analyst;
grant execute on all functions in schema news to dyadwire_analyst;
grant execute on all functions in schema report to dyadwire_analyst;
