create or replace view report.incident as
select
    incident.incident_id,
    incident.incident_date,
    nullif(incident.date_text, '') as date_text,
    incident.date_precision,
    incident.date_basis,
    incident.type,
    incident.mode,
    incident.status,
    incident.is_disputed,
    incident.a_party,
    incident.b_party,
    a.name as a_name,
    b.name as b_name,
    incident.actor_party,
    case incident.actor_party when incident.a_party then a.name else b.name end as actor_name,
    incident.recipient_party,
    case incident.recipient_party when incident.a_party then a.name else b.name end as recipient_name,
    incident.is_symmetric,
    incident.quad_class,
    incident.cameo,
    incident.goldstein,
    (
        select string_agg(incident_person.name, '; ' order by incident_person.number)
        from report.incident_person
        where incident_person.incident_id = incident.incident_id
    ) as persons,
    (
        select array_agg(incident_person.person_id order by incident_person.number)
        from report.incident_person
        where incident_person.incident_id = incident.incident_id and incident_person.person_id is not null
    ) as person_ids,
    incident.place_name,
    incident.place_country,
    (
        select string_agg(distinct event_sector.sector_code, '; ' order by event_sector.sector_code)
        from news.incident_event
        inner join news.event on incident_event.event_id = event.event_id
        inner join news.event_sector
            on event.article_id = event_sector.article_id and event.number = event_sector.event_number
        where incident_event.incident_id = incident.incident_id
    ) as sectors,
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
    incident.best_event_id
from news.incident
left join ref.party as a on incident.a_party = a.party_code
left join ref.party as b on incident.b_party = b.party_code;

comment on view report.incident is 'One row a happening between two parties, whatever number of articles tells of it.';
comment on column report.incident.incident_id is 'The incident''s key; new when its pair, type or date change.';
comment on column report.incident.incident_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.incident.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.incident.date_precision is 'day, month or year; null where the date or its year is open.';
comment on column report.incident.date_basis is 'text: an article says when; published: it is the day of the first report.';
comment on column report.incident.type is 'PLOVER event type, one of 16.';
comment on column report.incident.mode is 'PLOVER mode, for CONSULT visit, meet, phone, multilateral, mediate or message; may be null.';
comment on column report.incident.status is 'The best that any article says: occurred before ongoing, planned, possible, denied.';
comment on column report.incident.is_disputed is 'Whether one article says that it happened and another that it did not.';
comment on column report.incident.a_party is 'The party whose code comes first.';
comment on column report.incident.b_party is 'The other party.';
comment on column report.incident.a_name is 'English name of the first.';
comment on column report.incident.b_name is 'English name of the other.';
comment on column report.incident.actor_party is 'Who acted, as most stories tell it; the visitor of a visit.';
comment on column report.incident.actor_name is 'English name of the actor.';
comment on column report.incident.recipient_party is 'On whom; the host of a visit.';
comment on column report.incident.recipient_name is 'English name of the recipient.';
comment on column report.incident.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column report.incident.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column report.incident.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column report.incident.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column report.incident.persons is 'Names of who took part, the actor''s first, between semicolons; null if no article names any.';
comment on column report.incident.person_ids is 'The same persons'' keys in report.person, as far as known, in the same order; null if none.';
comment on column report.incident.place_name is 'Place as most articles name it, an English name before others; null if none does.';
comment on column report.incident.place_country is 'Country of the place; null if unknown.';
comment on column report.incident.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.incident.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.incident.first_source is 'Its publisher; null if unknown.';
comment on column report.incident.events is 'Events of articles that tell of it.';
comment on column report.incident.articles is 'Articles that do, of different text.';
comment on column report.incident.copies is 'Further occurrences of the very same texts.';
comment on column report.incident.stories is 'Stories that do: near-duplicates count once.';
comment on column report.incident.outlets is 'Publishers that do, those of copies included.';
comment on column report.incident.languages is 'Codes of the articles'' languages.';
comment on column report.incident.confidence is 'The highest of its events, 0 to 1.';
comment on column report.incident.first_loaded_at is 'When the warehouse first heard of it.';
comment on column report.incident.tone is 'Mean tone of the articles about the two that tell of it, -1 to 1; null if none has one.';
comment on column report.incident.best_event_id is 'The event, in report.event and report.incident_evidence, whose sentence states it best.';
