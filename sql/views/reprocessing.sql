create or replace view report.reprocessing as
select
    reprocessing.reprocessing_id,
    reprocessing.run_key,
    reprocessing.state,
    reprocessing.chosen_languages,
    reprocessing.first_published_on,
    reprocessing.last_published_on,
    reprocessing.chosen_dyads,
    reprocessing.is_other_rules_only,
    reprocessing.rules_version,
    reprocessing.started_by,
    reprocessing.started_at,
    reprocessing.finished_at,
    coalesce(counted.articles, 0) as articles,
    coalesce(counted.waiting_articles, 0) as waiting_articles,
    coalesce(counted.same_articles, 0) as same_articles,
    coalesce(counted.changed_articles, 0) as changed_articles,
    coalesce(counted.applied_articles, 0) as applied_articles,
    coalesce(counted.outdated_articles, 0) as outdated_articles,
    coalesce(counted.failed_articles, 0) as failed_articles
from ops.reprocessing
left join lateral (
    select
        count(*) as articles,
        count(*) filter (where reprocessing_article.state = 'waiting') as waiting_articles,
        count(*) filter (where reprocessing_article.state = 'same') as same_articles,
        count(*) filter (where reprocessing_article.state = 'changed') as changed_articles,
        count(*) filter (where reprocessing_article.state = 'applied') as applied_articles,
        count(*) filter (where reprocessing_article.state = 'outdated') as outdated_articles,
        count(*) filter (where reprocessing_article.state = 'failed') as failed_articles
    from ops.reprocessing_article
    where reprocessing_article.reprocessing_id = reprocessing.reprocessing_id
) as counted on true;

comment on view report.reprocessing is 'One row a reprocessing: articles of the warehouse extracted again with the rules of its day, shown or also applied.';
comment on column report.reprocessing.reprocessing_id is 'Key; rises with time. `dyadwire reprocess --resume` takes it.';
comment on column report.reprocessing.run_key is 'Name of the run that began it.';
comment on column report.reprocessing.state is 'comparing; compared: nothing is written, it may be applied; applying; applied; expired: what it found is no longer kept, and its articles count 0.';
comment on column report.reprocessing.chosen_languages is 'Codes of the languages whose articles were chosen; empty: all.';
comment on column report.reprocessing.first_published_on is 'Only articles published on this day or later were chosen; null: all.';
comment on column report.reprocessing.last_published_on is 'Only articles published on this day or earlier were chosen; null: all.';
comment on column report.reprocessing.chosen_dyads is 'Pairs of parties, as KAZ-PAK, of which an article had to name both; empty: all.';
comment on column report.reprocessing.is_other_rules_only is 'Whether articles were left out that the rules of then had made already.';
comment on column report.reprocessing.rules_version is 'Version of the rules and lexicons that it extracted with.';
comment on column report.reprocessing.started_by is 'Login of whoever began it.';
comment on column report.reprocessing.started_at is 'When.';
comment on column report.reprocessing.finished_at is 'When the last of it was written; null while something is left, and for what was only shown.';
comment on column report.reprocessing.articles is 'Articles chosen.';
comment on column report.reprocessing.waiting_articles is 'Of those, not compared yet.';
comment on column report.reprocessing.same_articles is 'Of which nothing changes but the version of the rules, and that is not written.';
comment on column report.reprocessing.changed_articles is 'Of which something would change.';
comment on column report.reprocessing.applied_articles is 'Written.';
comment on column report.reprocessing.outdated_articles is 'Left alone: loaded or reprocessed otherwise since they were chosen, or gone.';
comment on column report.reprocessing.failed_articles is 'Left alone: extracting them failed, or the warehouse refused their rows.';
