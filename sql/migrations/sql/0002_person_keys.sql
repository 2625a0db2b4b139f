alter table news.person
add column latin_name text not null default '',
add column name_key text not null default '';

create index ix_person_name_key on news.person (name_key);
