-- Names of persons are found by what they are alike in: pg_trgm comes with PostgreSQL, and who may make objects in a
-- database may install it.
create extension if not exists pg_trgm with schema ops;

do $$
declare
    place constant text := (
        select pg_namespace.nspname
        from pg_extension
        inner join pg_namespace on pg_extension.extnamespace = pg_namespace.oid
        where pg_extension.extname = 'pg_trgm'
    );
begin
    if place <> 'ops' then
        raise insufficient_privilege using message = format('pg_trgm is installed in the schema %I', place),
            hint = 'Let its owner run ''alter extension pg_trgm set schema ops'': what uses it goes on working.';
    end if;
end
$$;

create index ix_person_form_name on news.person_form using gin (lower(name) ops.gin_trgm_ops);
create index ix_person_form_latin_name on news.person_form using gin (latin_name ops.gin_trgm_ops);

-- The last articles that name somebody, without a look at the others.
create index ix_article_person_alias_article on news.article_person (alias_id, article_id);
drop index news.ix_article_person_alias;
