create or replace function ops.index_articles(at_most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    indexed integer;
    -- PostgreSQL takes no more than 1 MB of words of one text; nobody searches in the rest of a book.
    longest constant integer := 100000;
begin
    insert into news.article_words (article_id, configuration, words)
    select
        article.article_id,
        coalesce(text_search.configuration, 'simple'),
        case text_search.configuration
            when 'bigrams' then ops.bigrams(left(article.text, longest))
            else
                setweight(to_tsvector(coalesce(text_search.configuration, 'simple')::regconfig, article.title), 'A')
                || to_tsvector(
                    coalesce(text_search.configuration, 'simple')::regconfig,
                    substr(article.text, length(article.title) + 1, longest)
                )
        end
    from (
        select unindexed.article_id
        from news.article as unindexed
        where not exists (select from news.article_words where article_words.article_id = unindexed.article_id)
        order by unindexed.article_id
        limit at_most
    ) as due
    inner join news.article on due.article_id = article.article_id
    left join ref.text_search on article.language_code = text_search.language_code
    order by article.article_id
    on conflict (article_id) do nothing;
    get diagnostics indexed = row_count;
    if indexed < at_most then
        perform gin_clean_pending_list('news.ix_article_words_words'::regclass);
    end if;
    return indexed;
end
$$;

comment on function ops.index_articles(integer) is 'Make at most so many articles searchable that are not yet; answers how many. Below the number asked for, all are.';
revoke execute on function ops.index_articles(integer) from public;
