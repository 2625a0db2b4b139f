create materialized view report.article_by_language as
select
    coverage.language_code,
    coverage.language_name,
    sum(coverage.articles)::bigint as articles,
    sum(coverage.events)::bigint as events,
    sum(coverage.mean_confidence * coverage.articles) / sum(coverage.articles)::double precision as mean_confidence,
    min(coverage.published_on) as first_published_on,
    max(coverage.published_on) as last_published_on
from report.coverage
group by coverage.language_code, coverage.language_name;

create unique index uq_article_by_language_code on report.article_by_language (language_code);

comment on materialized view report.article_by_language is 'One row a language of the articles in the warehouse.';
comment on column report.article_by_language.language_code is 'ISO 639 code; und if undetermined.';
comment on column report.article_by_language.language_name is 'English name.';
comment on column report.article_by_language.articles is 'Articles, further copies of the same text not counted.';
comment on column report.article_by_language.events is 'Events that these articles report.';
comment on column report.article_by_language.mean_confidence is 'Mean confidence of the identification, 0 to 1.';
comment on column report.article_by_language.first_published_on is 'Earliest day of publication known.';
comment on column report.article_by_language.last_published_on is 'Latest day of publication known.';
