create or replace view report.agreement_evidence as
select
    agreement_article.agreement_id,
    agreement_article.joined_by,
    article_agreement.article_id,
    article.language_code,
    article.title,
    substr(
        article.text,
        article_agreement.evidence_start + 1,
        article_agreement.evidence_end - article_agreement.evidence_start
    ) as evidence,
    article_agreement.status,
    article_agreement.kind,
    article_agreement.title as agreement_title,
    article_agreement.confidence,
    article_agreement.rule,
    article.published_on,
    source.name as source,
    article.url,
    source_file.uri,
    article.record,
    article_agreement.article_agreement_id
from news.agreement_article
inner join news.article_agreement
    on agreement_article.article_agreement_id = article_agreement.article_agreement_id
inner join news.article on article_agreement.article_id = article.article_id
inner join ops.source_file on article.source_file_id = source_file.source_file_id
left join news.source on article.source_id = source.source_id;

comment on view report.agreement_evidence is 'One row an agreement and what an article says of it, in its own words, and why it is taken for this one.';
comment on column report.agreement_evidence.agreement_id is 'The agreement.';
comment on column report.agreement_evidence.joined_by is 'Why: first (the first to tell of it), story, title, sector, only_one (of these parties at that time).';
comment on column report.agreement_evidence.article_id is 'The article''s key.';
comment on column report.agreement_evidence.language_code is 'Language of the article.';
comment on column report.agreement_evidence.title is 'Title of the article.';
comment on column report.agreement_evidence.evidence is 'The clause or sentence that states it, quoted from the article.';
comment on column report.agreement_evidence.status is 'What this article says of its status.';
comment on column report.agreement_evidence.kind is 'What kind of instrument this article calls it.';
comment on column report.agreement_evidence.agreement_title is 'The agreement''s title in this article; null if it gives none.';
comment on column report.agreement_evidence.confidence is 'How sure the rule is, 0 to 1.';
comment on column report.agreement_evidence.rule is 'Id of the lexicon entry that fired.';
comment on column report.agreement_evidence.published_on is 'Day of publication; null if unknown.';
comment on column report.agreement_evidence.source is 'Publisher; null if unknown.';
comment on column report.agreement_evidence.url is 'Address of the article; null if unknown.';
comment on column report.agreement_evidence.uri is 'The file that the article was made from.';
comment on column report.agreement_evidence.record is 'The article''s number inside that file, from 0.';
comment on column report.agreement_evidence.article_agreement_id is 'What this article says of it: what news.reject_agreement asks for.';
