create materialized view report.coverage as
with told as (
    select
        event.article_id,
        count(*) as events
    from news.event
    where not event.is_rejected
    group by event.article_id
),

copied as (
    select
        article_copy.article_id,
        count(*) as copies
    from news.article_copy
    group by article_copy.article_id
)

select
    article.published_on,
    article.language_code,
    language.name as language_name,
    source.name as source,
    count(*) as articles,
    coalesce(sum(copied.copies), 0)::bigint as copies,
    coalesce(sum(told.events), 0)::bigint as events,
    count(told.article_id) as articles_with_events,
    avg(article.language_confidence) as mean_confidence
from news.article
inner join ref.language on article.language_code = language.language_code
left join news.source on article.source_id = source.source_id
left join told on article.article_id = told.article_id
left join copied on article.article_id = copied.article_id
where article.is_latest
group by article.published_on, article.language_code, language.name, source.name;

create unique index uq_coverage_day on report.coverage (published_on, language_code, source) nulls not distinct;
create index ix_coverage_language on report.coverage (language_code, published_on);

comment on materialized view report.coverage is 'One row a day of publication, language and publisher of articles in the warehouse: what the counts rest upon.';
comment on column report.coverage.published_on is 'Day of publication; null if unknown.';
comment on column report.coverage.language_code is 'ISO 639 code; und if undetermined.';
comment on column report.coverage.language_name is 'English name.';
comment on column report.coverage.source is 'Publisher; null if unknown.';
comment on column report.coverage.articles is 'Articles, further copies of the same text not counted.';
comment on column report.coverage.copies is 'Further occurrences of these texts, wherever they appeared.';
comment on column report.coverage.events is 'Events that these articles report.';
comment on column report.coverage.articles_with_events is 'Of the articles, those that report any.';
comment on column report.coverage.mean_confidence is 'Mean confidence of the language''s identification, 0 to 1.';
