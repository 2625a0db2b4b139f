-- Whoever shows reports to others (the page in Airflow) reads them and the code lists, and can change nothing at all.
grant usage on schema ref, report to dyadwire_reader;
grant select on all tables in schema ref, report to dyadwire_reader;
