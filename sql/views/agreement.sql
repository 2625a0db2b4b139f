create or replace view report.agreement as
select
    agreement.agreement_id,
    agreement.kind,
    agreement.status,
    agreement.title,
    (
        select string_agg(agreement_party.party_code, '; ' order by agreement_party.party_code)
        from news.agreement_party
        where
            agreement_party.article_id = agreement.article_id
            and agreement_party.agreement_number = agreement.number
    ) as parties,
    (
        select string_agg(agreement_sector.sector_code, '; ' order by agreement_sector.sector_code)
        from news.agreement_sector
        where
            agreement_sector.article_id = agreement.article_id
            and agreement_sector.agreement_number = agreement.number
    ) as sectors,
    substr(article.text, agreement.evidence_start + 1, agreement.evidence_end - agreement.evidence_start) as evidence,
    agreement.confidence,
    agreement.rule,
    agreement.article_id,
    article.title as article_title,
    article.published_on as published_date,
    article.url
from news.agreement
inner join news.article on agreement.article_id = article.article_id
where article.is_latest;

comment on view report.agreement is 'One row an instrument between parties as one article tells of it, with the sentence that states it.';
comment on column report.agreement.agreement_id is 'The agreement''s key.';
comment on column report.agreement.kind is 'treaty, agreement, memorandum, contract, declaration, roadmap or protocol.';
comment on column report.agreement.status is 'signed, intended, under_negotiation, ratified, in_force, suspended or terminated.';
comment on column report.agreement.title is 'Its title as the text gives it; null if it does not.';
comment on column report.agreement.parties is 'Codes of the parties, between semicolons; null if none is known.';
comment on column report.agreement.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.agreement.evidence is 'The clause or sentence that states it, quoted from the article.';
comment on column report.agreement.confidence is 'How sure the rule is, 0 to 1.';
comment on column report.agreement.rule is 'Id of the lexicon entry that fired.';
comment on column report.agreement.article_id is 'The article''s key.';
comment on column report.agreement.article_title is 'Title of the article.';
comment on column report.agreement.published_date is 'Day of publication; null if unknown.';
comment on column report.agreement.url is 'Address of the article; null if unknown.';
