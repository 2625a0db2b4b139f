create or replace function report.search_articles(
    query text,
    language text default null,
    "from" date default null,
    "to" date default null,
    at_most integer default 50
)
returns table (
    article_id bigint,
    published_on date,
    language_code text,
    source text,
    title text,
    snippet text,
    rank real,
    found_by text,
    url text,
    incident_ids bigint[]
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    wanted constant text := left(coalesce(search_articles.query, ''), 200);
    first_term constant text := (
        select lower(term)
        from regexp_split_to_table(wanted, '[[:space:][:punct:]]+') with ordinality as part (term, place)
        where term ~ '[[:alnum:]]'
        order by place
        limit 1
    );
    -- Nothing but words: they may be a name, which articles spell otherwise.
    may_be_name constant boolean := wanted !~ '"|(^|[[:space:]])-';
    -- Known before the query is planned: few, mostly none, of hundreds of thousands.
    aliases bigint[];
    similarities real[];
    candidates constant integer := 1000; -- of each name, the last loaded
    steering constant text := '[\u0001-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u27e6\u27e7]+';
begin
    if may_be_name then
        select array_agg(person_alias.alias_id), array_agg(alike.similarity)
        into aliases, similarities
        from (select found.person_id, found.similarity from report.search_persons(wanted, 5) as found offset 0) as alike
        inner join news.person_alias on alike.person_id = person_alias.person_id;
    end if;
    return query
    with hit as materialized (
        select found.*
        from ops.search_hits(wanted, search_articles.language, search_articles."from", search_articles."to") as found
    ),

    -- Articles that spell the name otherwise, or in another script: what the words are found in comes before them.
    naming as (
        select distinct on (told.article_id)
            told.article_id,
            told.number,
            told.published_on,
            (alike.similarity * 0.01)::real as rank
        from unnest(aliases, similarities) as alike (alias_id, similarity)
        cross join lateral (
            select
                article.article_id,
                article.published_on,
                article_person.number
            from news.article_person
            inner join news.article on article_person.article_id = article.article_id
            where
                article_person.alias_id = alike.alias_id
                and article.is_latest
                and (search_articles.language is null or article.language_code = search_articles.language)
                and (search_articles."from" is null or article.published_on >= search_articles."from")
                and (search_articles."to" is null or article.published_on <= search_articles."to")
            order by article_person.article_id desc
            limit candidates
        ) as told
        where not exists (select from hit where hit.article_id = told.article_id)
        order by told.article_id asc, alike.similarity desc, told.number asc
    ),

    best as materialized (
        select either.*
        from (
            select
                hit.article_id,
                hit.published_on,
                hit.configuration,
                hit.question,
                hit.rank,
                null::integer as number
            from hit
            union all
            select
                naming.article_id,
                naming.published_on,
                null as configuration,
                null as question,
                naming.rank,
                naming.number
            from naming
        ) as either
        order by either.rank desc, either.published_on desc nulls last, either.article_id desc
        limit least(greatest(coalesce(search_articles.at_most, 50), 1), 1000)
    )

    select
        best.article_id,
        best.published_on,
        article.language_code,
        source.name,
        article.title,
        case
            when best.number is not null or best.configuration = 'bigrams'
                then around.before || '⟦' || around.found || '⟧' || around.after
            else ts_headline(
                best.configuration::regconfig, regexp_replace(left(article.text, 100000), steering, ' ', 'g'),
                best.question,
                'StartSel=⟦, StopSel=⟧, MaxFragments=2, MinWords=8, MaxWords=25, FragmentDelimiter=" … "'
            )
        end,
        best.rank,
        case when best.number is null then 'words' else 'name' end,
        article.url,
        array(
            select distinct incident_event.incident_id
            from news.event
            inner join news.incident_event on event.event_id = incident_event.event_id
            where event.article_id = best.article_id
            order by incident_event.incident_id
        )
    from best
    inner join news.article on best.article_id = article.article_id
    left join news.source on article.source_id = source.source_id
    left join lateral (
        select
            regexp_replace(
                substr(article.text, greatest(at.place - 40, 1), greatest(least(at.place - 1, 40), 0)), steering, ' ', 'g'
            ) as before,
            regexp_replace(substr(article.text, at.place, at.length), steering, ' ', 'g') as found,
            regexp_replace(substr(article.text, at.place + at.length, 40), steering, ' ', 'g') as after
        from (
            select
                position(first_term in lower(article.text)) as place,
                length(first_term) as length
            where best.configuration = 'bigrams'
            union all
            (
                select
                    person_mention.start_offset + 1 as place,
                    person_mention.end_offset - person_mention.start_offset as length
                from news.person_mention
                where person_mention.article_id = best.article_id and person_mention.person_number = best.number
                order by person_mention.start_offset
                limit 1
            )
        ) as at
    ) as around on true
    order by best.rank desc, best.published_on desc nulls last, best.article_id desc;
end
$$;

comment on function report.search_articles(text, text, date, date, integer) is 'Articles that the words of a query are found in, the best first: "..." for a phrase, or, -word; in a language (ISO 639) and between days of publication, where given; at most 50, or as many as asked for up to 1,000. Where the query as a whole may be the name of a person, articles that spell it otherwise or in another script come after those (found_by is name, else words). Words found stand between ⟦ and ⟧. All of it is plain text from articles: escape it before showing it as HTML.';
revoke execute on function report.search_articles(text, text, date, date, integer) from public;
