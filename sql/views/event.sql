create or replace view report.event as
select
    event.event_id,
    event.event_date,
    event.date_text,
    event.date_precision,
    event.date_basis,
    event.type,
    event.mode,
    event.status,
    event.actor_party,
    actor.name as actor_name,
    event.recipient_party,
    recipient.name as recipient_name,
    event.is_symmetric,
    (
        select string_agg(article_person.name, '; ' order by article_person.number)
        from news.event_person
        inner join news.article_person
            on
                event_person.article_id = article_person.article_id
                and event_person.person_number = article_person.number
        where event_person.article_id = event.article_id and event_person.event_number = event.number
    ) as persons,
    event.place_name,
    event.place_country,
    (
        select string_agg(event_sector.sector_code, '; ' order by event_sector.sector_code)
        from news.event_sector
        where event_sector.article_id = event.article_id and event_sector.event_number = event.number
    ) as sectors,
    event.quad_class,
    event.cameo,
    event.goldstein,
    substr(article.text, event.evidence_start + 1, event.evidence_end - event.evidence_start) as evidence,
    event.confidence,
    event.rule,
    event.rules_version,
    event.article_id,
    article.title,
    article.language_code,
    article.published_on as published_date,
    article.url,
    source.name as source,
    source_file.uri,
    article.record
from news.event
inner join news.article on event.article_id = article.article_id
inner join ops.source_file on article.source_file_id = source_file.source_file_id
inner join ref.party as actor on event.actor_party = actor.party_code
inner join ref.party as recipient on event.recipient_party = recipient.party_code
left join news.source on article.source_id = source.source_id
where article.is_latest and not event.is_rejected;

comment on view report.event is 'One row an event between two parties as one article tells it, with the sentence that states it.';
comment on column report.event.event_id is 'The event''s key.';
comment on column report.event.event_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.event.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.event.date_precision is 'day, month or year; null if undated.';
comment on column report.event.date_basis is 'text, text+published (resolved against the publication) or published.';
comment on column report.event.type is 'PLOVER event type, one of 16.';
comment on column report.event.mode is 'PLOVER mode, for CONSULT visit, meet, phone, multilateral, mediate or message; may be null.';
comment on column report.event.status is 'occurred, ongoing, planned, possible or denied.';
comment on column report.event.actor_party is 'Who acts; the visitor of a visit.';
comment on column report.event.actor_name is 'English name of the actor.';
comment on column report.event.recipient_party is 'On whom; the host of a visit.';
comment on column report.event.recipient_name is 'English name of the recipient.';
comment on column report.event.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column report.event.persons is 'Names of who took part, as the article has them, between semicolons; null if it names none.';
comment on column report.event.place_name is 'Place as the text names it; null if it does not.';
comment on column report.event.place_country is 'Country of the place; null if unknown.';
comment on column report.event.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.event.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column report.event.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column report.event.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column report.event.evidence is 'The clause or sentence that states it, quoted from the article.';
comment on column report.event.confidence is 'How sure the rule is, 0 to 1.';
comment on column report.event.rule is 'Id of the lexicon entry that fired.';
comment on column report.event.rules_version is 'Version of the rules and lexicons that made the row.';
comment on column report.event.article_id is 'The article''s key.';
comment on column report.event.title is 'Title of the article.';
comment on column report.event.language_code is 'Language of the article.';
comment on column report.event.published_date is 'Day of publication; null if unknown.';
comment on column report.event.url is 'Address of the article; null if unknown.';
comment on column report.event.source is 'Publisher; null if unknown.';
comment on column report.event.uri is 'The file that the article was made from.';
comment on column report.event.record is 'The article''s number inside that file, from 0.';
