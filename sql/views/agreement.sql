create or replace view report.agreement as
select
    agreement.agreement_id,
    agreement.kind,
    agreement.title,
    agreement.status,
    agreement.status_on,
    agreement.signed_on,
    array_to_string(agreement.parties, '; ') as parties,
    agreement.parties as party_codes,
    (
        select string_agg(agreement_sector.sector_code, '; ' order by agreement_sector.sector_code)
        from news.agreement_sector
        where agreement_sector.agreement_id = agreement.agreement_id
    ) as sectors,
    (
        select agreement_evidence.evidence
        from report.agreement_evidence
        where
            agreement_evidence.agreement_id = agreement.agreement_id and agreement_evidence.status = agreement.status
        order by agreement_evidence.confidence desc, agreement_evidence.published_on asc, agreement_evidence.uri asc
        limit 1
    ) as evidence,
    (
        select agreement_evidence.language_code
        from report.agreement_evidence
        where
            agreement_evidence.agreement_id = agreement.agreement_id and agreement_evidence.status = agreement.status
        order by agreement_evidence.confidence desc, agreement_evidence.published_on asc, agreement_evidence.uri asc
        limit 1
    ) as evidence_language,
    (
        select agreement_evidence.url
        from report.agreement_evidence
        where
            agreement_evidence.agreement_id = agreement.agreement_id and agreement_evidence.status = agreement.status
        order by agreement_evidence.confidence desc, agreement_evidence.published_on asc, agreement_evidence.uri asc
        limit 1
    ) as url,
    agreement.first_published_on,
    agreement.articles,
    agreement.stories,
    agreement.outlets,
    agreement.languages,
    agreement.confidence,
    (
        select min(article.loaded_at)
        from news.agreement_article
        inner join news.article_agreement
            on agreement_article.article_agreement_id = article_agreement.article_agreement_id
        inner join news.article on article_agreement.article_id = article.article_id
        where agreement_article.agreement_id = agreement.agreement_id
    ) as first_loaded_at
from news.agreement;

comment on view report.agreement is 'One row an instrument between parties across articles and languages, with the status that it has reached.';
comment on column report.agreement.agreement_id is 'The agreement.';
comment on column report.agreement.kind is 'treaty, agreement, memorandum, contract, declaration, roadmap or protocol.';
comment on column report.agreement.title is 'Its title; null if no article gives one.';
comment on column report.agreement.status is 'The furthest that any article says: under_negotiation, intended, signed, ratified, in_force, suspended, terminated.';
comment on column report.agreement.status_on is 'Day of publication of the first article that says so; null if none has one.';
comment on column report.agreement.signed_on is 'Day of publication of the first article that says that it was signed; null where none does.';
comment on column report.agreement.parties is 'Codes of the parties, sorted, between semicolons.';
comment on column report.agreement.party_codes is 'The same as an array.';
comment on column report.agreement.sectors is 'Codes of the subject fields that it covers, between semicolons; null if none.';
comment on column report.agreement.evidence is 'The sentence that states its status best, as it stands in an article.';
comment on column report.agreement.evidence_language is 'Code of that article''s language.';
comment on column report.agreement.url is 'Address of that article; null if unknown.';
comment on column report.agreement.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.agreement.articles is 'Articles that tell of it, of different text.';
comment on column report.agreement.stories is 'Stories that do: near-duplicates count once.';
comment on column report.agreement.outlets is 'Publishers that do, those of copies included.';
comment on column report.agreement.languages is 'Codes of the articles'' languages.';
comment on column report.agreement.confidence is 'The highest of what the articles say.';
comment on column report.agreement.first_loaded_at is 'When the warehouse first heard of it.';
