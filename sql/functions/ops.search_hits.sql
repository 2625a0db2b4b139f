create or replace function ops.search_hits(query text, language text, "from" date, "to" date)
returns table (article_id bigint, published_on date, configuration text, question tsquery, rank real)
language plpgsql stable
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    terms constant text[] := array(
        select distinct lower(term) from regexp_split_to_table(query, '[[:space:][:punct:]]+') as part (term)
        where term ~ '[[:alnum:]]'
    );
    -- Two letters found side by side are the term itself; of more, the pairs may be scattered over the text.
    long_terms constant text[] := array(select term from unnest(terms) as term where length(term) > 2);
    candidates constant integer := 1000; -- of each question, the last loaded; the best of them are answered
    asked record;
    wanted tsquery;
    configured text[];
begin
    for asked in
        with configured as (
            select distinct coalesce(text_search.configuration, 'simple') as configuration
            from ref.language
            left join ref.text_search using (language_code)
            where search_hits.language is null or language.language_code = search_hits.language
        ),

        put as (
            select
                configured.configuration,
                case configured.configuration
                    when 'bigrams' then (
                        select string_agg(
                            case
                                when length(term) = 1 then '''' || term || ''':*'
                                else nullif(array_to_string(array(
                                    select '''' || pair || '''' from unnest(tsvector_to_array(ops.bigrams(term))) as pair
                                ), ' & '), '')
                            end, ' & '
                        )::tsquery
                        from unnest(terms) as term
                    )
                    else websearch_to_tsquery(configured.configuration::regconfig, search_hits.query)
                end as question
            from configured
        )

        -- Many configurations make the same of a question; one of exclusions alone would find everything. By its text,
        -- for PostgreSQL takes the beginning of a word and the word itself for equal queries.
        select put.question::text as question, array_agg(put.configuration) as configurations
        from put
        where numnode(put.question) > 0 and querytree(put.question) not in ('', 'T')
        group by put.question::text
    loop
        -- Variables of this query, so that it is planned by how frequent the words are.
        wanted := asked.question::tsquery;
        configured := asked.configurations;
        return query
        select
            told.article_id,
            told.published_on,
            told.configuration,
            wanted,
            case told.configuration
                when 'bigrams' then case
                    when exists (
                        select from unnest(terms) as term
                        inner join news.article on article.article_id = told.article_id
                        where position(term in lower(article.title)) = 0
                    )
                        then 0.1::real
                    else 0.5::real
                end
                else ts_rank_cd(told.words, wanted, 1)
            end
        from (
            select
                article.article_id,
                article.published_on,
                article_words.configuration,
                article_words.words
            from news.article_words
            inner join news.article on article_words.article_id = article.article_id
            where
                article_words.words @@ wanted
                and article_words.configuration = any(configured)
                and article.is_latest
                and (search_hits.language is null or article.language_code = search_hits.language)
                and (search_hits."from" is null or article.published_on >= search_hits."from")
                and (search_hits."to" is null or article.published_on <= search_hits."to")
                and (
                    article_words.configuration <> 'bigrams'
                    or cardinality(long_terms) = 0
                    or exists (
                        select from news.article as read
                        where
                            read.article_id = article_words.article_id
                            and not exists (
                                select from unnest(long_terms) as term where position(term in lower(read.text)) = 0
                            )
                    )
                )
            order by article.article_id desc
            limit candidates
        ) as told;
    end loop;
end
$$;

comment on function ops.search_hits(text, text, date, date) is 'Articles that the words of a query are found in, of each text search configuration at most the 1,000 last loaded, with the query as it was put and how well it fits.';
revoke execute on function ops.search_hits(text, text, date, date) from public;
