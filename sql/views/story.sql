create or replace view report.story as
select
    story_article.story_id,
    count(*) as articles,
    count(distinct article.source_id) as sources,
    count(distinct article.language_code) as languages,
    min(article.published_on) as first_published_date,
    max(article.published_on) as last_published_date,
    (array_agg(article.title order by article.published_on nulls last, article.article_id))[1] as title,
    (
        select count(*)
        from news.article_copy
        inner join news.story_article as copied on article_copy.article_id = copied.article_id
        where copied.story_id = story_article.story_id
    ) as copies
from news.story_article
inner join news.article on story_article.article_id = article.article_id
group by story_article.story_id;

comment on view report.story is 'One row a story: articles that say nearly the same in the same words (syndication, updates).';
comment on column report.story.story_id is 'The lowest article_id in it.';
comment on column report.story.articles is 'Articles of different text, earlier versions included.';
comment on column report.story.sources is 'Publishers of them.';
comment on column report.story.languages is 'Languages of them; a translation is a story of its own.';
comment on column report.story.first_published_date is 'First day of publication; null if unknown.';
comment on column report.story.last_published_date is 'Last day of publication; null if unknown.';
comment on column report.story.title is 'Title of the first published.';
comment on column report.story.copies is 'Further occurrences of the very same texts.';
