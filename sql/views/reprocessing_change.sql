create or replace view report.reprocessing_change as
select
    reprocessing_change.reprocessing_id,
    reprocessing_change.article_id,
    reprocessing_change.number,
    reprocessing_article.state,
    article.title,
    reprocessing_change.language_code,
    article.published_on,
    reprocessing_change.kind,
    reprocessing_change.change,
    reprocessing_change.type,
    reprocessing_change.mode,
    array_to_string(reprocessing_change.parties, '; ') as parties,
    reprocessing_change.reasons,
    substr(
        article.text,
        (reprocessing_change.before ->> 'evidence_start')::integer + 1,
        (reprocessing_change.before ->> 'evidence_end')::integer
        - (reprocessing_change.before ->> 'evidence_start')::integer
    ) as evidence_before,
    substr(
        article.text,
        (reprocessing_change.after ->> 'evidence_start')::integer + 1,
        (reprocessing_change.after ->> 'evidence_end')::integer
        - (reprocessing_change.after ->> 'evidence_start')::integer
    ) as evidence_after,
    reprocessing_change.before,
    reprocessing_change.after
from ops.reprocessing_change
inner join ops.reprocessing_article
    on
        reprocessing_change.reprocessing_id = reprocessing_article.reprocessing_id
        and reprocessing_change.article_id = reprocessing_article.article_id
left join news.article on reprocessing_change.article_id = article.article_id;

comment on view report.reprocessing_change is 'One row a fact that a reprocessing changes: gained, lost or altered. Kept for 30 days. Text is from articles: escape it before showing it as HTML.';
comment on column report.reprocessing_change.reprocessing_id is 'The reprocessing.';
comment on column report.reprocessing_change.article_id is 'The article.';
comment on column report.reprocessing_change.number is 'Of the change in its article, from 0.';
comment on column report.reprocessing_change.state is 'changed: shown, not written; applied: written; outdated or failed: left alone.';
comment on column report.reprocessing_change.title is 'Title of the article; null if it is gone.';
comment on column report.reprocessing_change.language_code is 'Language of the article as it was before.';
comment on column report.reprocessing_change.published_on is 'Day of its publication; null if unknown.';
comment on column report.reprocessing_change.kind is 'event, agreement, person, or article: what is said of the article itself, its mentions, parties and sectors.';
comment on column report.reprocessing_change.change is 'gained, lost or altered.';
comment on column report.reprocessing_change.type is 'PLOVER type of the event, or kind of the agreement, after the change; null for persons and articles.';
comment on column report.reprocessing_change.mode is 'PLOVER mode of the event; may be null.';
comment on column report.reprocessing_change.parties is 'Codes of the parties, between semicolons; of a person those whose office it holds.';
comment on column report.reprocessing_change.reasons is 'What is other about an altered one: status, date, actor, evidence, confidence ...; empty otherwise.';
comment on column report.reprocessing_change.evidence_before is 'The words that it was told in; null for persons, articles, and what is gained.';
comment on column report.reprocessing_change.evidence_after is 'The words that it is told in now; null for persons, articles, and what is lost.';
comment on column report.reprocessing_change.before is 'All that was extracted of it, without corrections, as a JSON object; empty for what is gained.';
comment on column report.reprocessing_change.after is 'All that the rules of now say of it; empty for what is lost.';
