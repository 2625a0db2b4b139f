create or replace function report.search_persons(name text, at_most integer default 20)
returns table (
    person_id bigint,
    person_name text,
    party_code text,
    spelling text,
    similarity real,
    articles bigint
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    -- An index serves the operator, which takes its threshold from a setting; until the library is loaded there is none.
    enough constant text := '0.55';
    setting constant text := 'pg_trgm.word_similarity_threshold';
    before constant text := coalesce(current_setting(setting, true), '0.6');
    wanted constant text := lower(btrim(left(coalesce(search_persons.name, ''), 200)));
begin
    perform set_config(setting, enough, true);
    return query
    with
    -- The whole of what was asked for stands somewhere in the spelling, but for a few letters.
    alike as (
        select
            person_form.alias_id,
            person_form.name,
            person_form.articles,
            greatest(
                ops.word_similarity(wanted, lower(person_form.name)),
                ops.word_similarity(wanted, person_form.latin_name)
            ) as similarity
        from news.person_form
        where
            length(wanted) > 2
            and (
                wanted operator(ops.<%) lower(person_form.name)
                or wanted operator(ops.<%) person_form.latin_name
            )
    ),

    best as (
        select distinct on (person.person_id)
            person.person_id,
            person.party_code,
            person.alias_key,
            alike.name,
            alike.similarity
        from alike
        inner join news.person_alias on alike.alias_id = person_alias.alias_id
        inner join news.person on person_alias.person_id = person.person_id
        order by person.person_id asc, alike.similarity desc, alike.articles desc, alike.name asc
    )

    select
        best.person_id,
        coalesce(shown.name, best.name),
        best.party_code,
        best.name,
        best.similarity,
        named.articles
    from best
    left join news.person_alias as shown on best.party_code = shown.party_code and best.alias_key = shown.alias_key
    cross join lateral (
        select coalesce(sum(person_alias.articles), 0) as articles
        from news.person_alias
        where person_alias.person_id = best.person_id
    ) as named
    order by best.similarity desc, named.articles desc, best.person_id asc
    limit least(greatest(coalesce(search_persons.at_most, 20), 1), 1000);
    perform set_config(setting, before, true);
end
$$;

comment on function report.search_persons(text, integer) is 'Persons whose name is spelled nearly so by some article, in whatever script, the most alike first: Tokaev finds Kassym-Jomart Tokayev. The spelling is the one that is most alike; similarity is pg_trgm''s word similarity, 0.55 to 1; articles are those that name the person. At most 20, or as many as asked for up to 1,000.';
revoke execute on function report.search_persons(text, integer) from public;
