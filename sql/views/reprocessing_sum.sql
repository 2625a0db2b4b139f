create or replace view report.reprocessing_sum as
select
    reprocessing_change.reprocessing_id,
    reprocessing_change.kind,
    reprocessing_change.type,
    reprocessing_change.language_code,
    count(distinct reprocessing_change.article_id) as articles,
    count(*) filter (where reprocessing_change.change = 'gained') as gained,
    count(*) filter (where reprocessing_change.change = 'lost') as lost,
    count(*) filter (where reprocessing_change.change = 'altered') as altered
from ops.reprocessing_change
group by
    reprocessing_change.reprocessing_id, reprocessing_change.kind, reprocessing_change.type,
    reprocessing_change.language_code;

comment on view report.reprocessing_sum is 'One row a reprocessing, kind of fact, type and language of articles: how many such facts it changes.';
comment on column report.reprocessing_sum.reprocessing_id is 'The reprocessing.';
comment on column report.reprocessing_sum.kind is 'event, agreement, person or article, as in report.reprocessing_change.';
comment on column report.reprocessing_sum.type is 'PLOVER type of the events, or kind of the agreements; null for persons and articles.';
comment on column report.reprocessing_sum.language_code is 'Language of the articles.';
comment on column report.reprocessing_sum.articles is 'Articles with such a change.';
comment on column report.reprocessing_sum.gained is 'Facts that the rules of now find and those of then did not.';
comment on column report.reprocessing_sum.lost is 'Facts that the rules of now find no more.';
comment on column report.reprocessing_sum.altered is 'Facts of which something else is said now.';
