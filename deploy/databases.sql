-- Databases and logins on a server of one's own, by its administrator: psql --file deploy/databases.sql
-- The passwords come from the environment: AIRFLOW_DB_PASSWORD, OWNER_PASSWORD, LOADER_PASSWORD, PAGE_PASSWORD.
-- Run once, on a server that has none of them; with containers the server runs it when its data folder is made.
\set ON_ERROR_STOP on
\getenv airflow_password AIRFLOW_DB_PASSWORD
\getenv owner_password OWNER_PASSWORD
\getenv loader_password LOADER_PASSWORD
\getenv page_password PAGE_PASSWORD
set password_encryption = 'scram-sha-256';

-- Groups: what each may do is in sql/grants, which every migration applies.
create role dyadwire_analyst nologin;
create role dyadwire_loader nologin;
create role dyadwire_reader nologin;

-- Logins: Airflow's own; who makes the warehouse's tables; who loads; who shows the page in Airflow.
create role airflow login password :'airflow_password';
create role dyadwire_owner login password :'owner_password';
create role dyadwire_load login password :'loader_password' in role dyadwire_loader;
create role dyadwire_page login password :'page_password' connection limit 20 in role dyadwire_reader;
alter role dyadwire_page set default_transaction_read_only = on;

create database airflow owner airflow encoding 'UTF8' template template0;
create database dyadwire owner dyadwire_owner encoding 'UTF8' template template0;
revoke connect, temporary on database airflow, dyadwire from public;
grant connect on database dyadwire to dyadwire_analyst, dyadwire_loader, dyadwire_reader;
grant temporary on database dyadwire to dyadwire_loader;
