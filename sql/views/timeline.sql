create or replace view report.timeline as
select
    incident.a_party,
    incident.b_party,
    incident.incident_id,
    incident.incident_date,
    incident.date_text,
    incident.date_precision,
    incident.date_basis,
    incident.type,
    incident.mode,
    incident.status,
    incident.is_disputed,
    incident.a_name,
    incident.b_name,
    incident.actor_party,
    incident.actor_name,
    incident.recipient_party,
    incident.recipient_name,
    incident.is_symmetric,
    incident.quad_class,
    incident.cameo,
    incident.goldstein,
    incident.persons,
    incident.person_ids,
    incident.place_name,
    incident.place_country,
    incident.sectors,
    incident.first_published_on,
    incident.first_source,
    incident.events,
    incident.articles,
    incident.copies,
    incident.stories,
    incident.outlets,
    incident.languages,
    incident.confidence,
    incident.first_loaded_at,
    incident.tone,
    incident.best_event_id,
    (
        select substr(article.text, event.evidence_start + 1, event.evidence_end - event.evidence_start)
        from news.event
        inner join news.article on event.article_id = article.article_id
        where event.event_id = incident.best_event_id
    ) as evidence,
    (
        select article.language_code
        from news.event
        inner join news.article on event.article_id = article.article_id
        where event.event_id = incident.best_event_id
    ) as evidence_language,
    (
        select article.url
        from news.event
        inner join news.article on event.article_id = article.article_id
        where event.event_id = incident.best_event_id
    ) as evidence_url,
    (
        select article.title
        from news.event
        inner join news.article on event.article_id = article.article_id
        where event.event_id = incident.best_event_id
    ) as evidence_title
from report.incident;

comment on view report.timeline is 'One row an incident, with the sentence that states it best: what happened between a_party and b_party, to be filtered by the pair and ordered by date.';
comment on column report.timeline.a_party is 'The party whose code comes first.';
comment on column report.timeline.b_party is 'The other party.';
comment on column report.timeline.incident_id is 'The incident''s key; new when its pair, type or date change.';
comment on column report.timeline.incident_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.timeline.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.timeline.date_precision is 'day, month or year; null where the date or its year is open.';
comment on column report.timeline.date_basis is 'text: an article says when; published: it is the day of the first report.';
comment on column report.timeline.type is 'PLOVER event type, one of 16.';
comment on column report.timeline.mode is 'PLOVER mode, for CONSULT visit, meet, phone, multilateral, mediate or message; may be null.';
comment on column report.timeline.status is 'The best that any article says: occurred before ongoing, planned, possible, denied.';
comment on column report.timeline.is_disputed is 'Whether one article says that it happened and another that it did not.';
comment on column report.timeline.a_name is 'English name of the first.';
comment on column report.timeline.b_name is 'English name of the other.';
comment on column report.timeline.actor_party is 'Who acted, as most stories tell it; the visitor of a visit.';
comment on column report.timeline.actor_name is 'English name of the actor.';
comment on column report.timeline.recipient_party is 'On whom; the host of a visit.';
comment on column report.timeline.recipient_name is 'English name of the recipient.';
comment on column report.timeline.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column report.timeline.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column report.timeline.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column report.timeline.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column report.timeline.persons is 'Names of who took part, the actor''s first, between semicolons; null if no article names any.';
comment on column report.timeline.person_ids is 'The same persons'' keys in report.person, as far as known, in the same order; null if none.';
comment on column report.timeline.place_name is 'Place as most articles name it, an English name before others; null if none does.';
comment on column report.timeline.place_country is 'Country of the place; null if unknown.';
comment on column report.timeline.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.timeline.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.timeline.first_source is 'Its publisher; null if unknown.';
comment on column report.timeline.events is 'Events of articles that tell of it.';
comment on column report.timeline.articles is 'Articles that do, of different text.';
comment on column report.timeline.copies is 'Further occurrences of the very same texts.';
comment on column report.timeline.stories is 'Stories that do: near-duplicates count once.';
comment on column report.timeline.outlets is 'Publishers that do, those of copies included.';
comment on column report.timeline.languages is 'Codes of the articles'' languages.';
comment on column report.timeline.confidence is 'The highest of its events, 0 to 1.';
comment on column report.timeline.first_loaded_at is 'When the warehouse first heard of it.';
comment on column report.timeline.tone is 'Mean tone of the articles about the two that tell of it, -1 to 1; null if none has one.';
comment on column report.timeline.best_event_id is 'The event, in report.event and report.incident_evidence, whose sentence states it best.';
comment on column report.timeline.evidence is 'The sentence that states it best, in the original.';
comment on column report.timeline.evidence_language is 'Language of that article.';
comment on column report.timeline.evidence_url is 'Its address; null if unknown.';
comment on column report.timeline.evidence_title is 'Its title.';
