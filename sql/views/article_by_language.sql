create or replace view report.article_by_language as
with event_count as (
    select event.article_id, count(*) as events
    from news.event
    group by event.article_id
)

select
    article.language_code,
    language.name as language_name,
    count(*) as articles,
    coalesce(sum(event_count.events), 0)::bigint as events,
    avg(article.language_confidence) as mean_confidence,
    min(article.published_on) as first_published_date,
    max(article.published_on) as last_published_date
from news.article
inner join ref.language on article.language_code = language.language_code
left join event_count on article.article_id = event_count.article_id
where article.is_latest
group by article.language_code, language.name;

comment on view report.article_by_language is 'One row a language of the articles in the warehouse.';
comment on column report.article_by_language.language_code is 'ISO 639 code; und if undetermined.';
comment on column report.article_by_language.language_name is 'English name.';
comment on column report.article_by_language.articles is 'Articles, further copies of the same text not counted.';
comment on column report.article_by_language.events is 'Events that these articles report.';
comment on column report.article_by_language.mean_confidence is 'Mean confidence of the identification, 0 to 1.';
comment on column report.article_by_language.first_published_date is 'Earliest day of publication known.';
comment on column report.article_by_language.last_published_date is 'Latest day of publication known.';
