create materialized view report.story as
with copied as (
    select
        story_article.story_id,
        count(*) as copies
    from news.article_copy
    inner join news.story_article on article_copy.article_id = story_article.article_id
    group by story_article.story_id
),

shared as (
    select story_article.story_id
    from news.story_article
    group by story_article.story_id
    having count(*) > 1
    union
    select copied.story_id
    from copied
)

select
    shared.story_id,
    count(*) as articles,
    count(distinct article.source_id) as sources,
    count(distinct article.language_code) as languages,
    min(article.published_on) as first_published_on,
    max(article.published_on) as last_published_on,
    (array_agg(article.title order by article.published_on asc nulls last, article.content_id asc))[1] as title,
    coalesce(max(copied.copies), 0) as copies
from shared
inner join news.story_article on shared.story_id = story_article.story_id
inner join news.article on story_article.article_id = article.article_id
left join copied on shared.story_id = copied.story_id
group by shared.story_id;

create unique index uq_story_number on report.story (story_id);
create index ix_story_first_published_on on report.story (first_published_on);

comment on materialized view report.story is 'One row a story told more than once: articles that say nearly the same in the same words (syndication, updates), or copies of one.';
comment on column report.story.story_id is 'The lowest article_id in it.';
comment on column report.story.articles is 'Articles of different text, earlier versions included.';
comment on column report.story.sources is 'Publishers of them.';
comment on column report.story.languages is 'Languages of them; a translation is a story of its own.';
comment on column report.story.first_published_on is 'First day of publication; null if unknown.';
comment on column report.story.last_published_on is 'Last day of publication; null if unknown.';
comment on column report.story.title is 'Title of the first published.';
comment on column report.story.copies is 'Further occurrences of the very same texts.';
