create or replace view report.news_since_yesterday as
select
    timeline.a_party,
    timeline.b_party,
    timeline.incident_id,
    timeline.incident_date,
    timeline.date_text,
    timeline.date_precision,
    timeline.date_basis,
    timeline.type,
    timeline.mode,
    timeline.status,
    timeline.is_disputed,
    timeline.a_name,
    timeline.b_name,
    timeline.actor_party,
    timeline.actor_name,
    timeline.recipient_party,
    timeline.recipient_name,
    timeline.is_symmetric,
    timeline.quad_class,
    timeline.cameo,
    timeline.goldstein,
    timeline.persons,
    timeline.person_ids,
    timeline.place_name,
    timeline.place_country,
    timeline.sectors,
    timeline.first_published_on,
    timeline.first_source,
    timeline.events,
    timeline.articles,
    timeline.copies,
    timeline.stories,
    timeline.outlets,
    timeline.languages,
    timeline.confidence,
    timeline.first_loaded_at,
    timeline.tone,
    timeline.best_event_id,
    timeline.evidence,
    timeline.evidence_language,
    timeline.evidence_url,
    timeline.evidence_title
from report.timeline
where
    timeline.first_loaded_at >= (
        -- A run by hand on the same day does not hide the night before it.
        select coalesce(min(run.started_at), date_trunc('day', now()) - interval '1 day')
        from ops.run
        where
            run.finished_at is not null
            and run.started_at > (
                select max(last_run.started_at) - interval '20 hours'
                from ops.run as last_run
                where last_run.finished_at is not null and last_run.articles > 0
            )
    );

comment on view report.news_since_yesterday is 'One row an incident that the last night brought: first loaded since the last finished run that brought articles began (and runs of the 20 hours before it), or since yesterday where there is none.';
comment on column report.news_since_yesterday.a_party is 'The party whose code comes first.';
comment on column report.news_since_yesterday.b_party is 'The other party.';
comment on column report.news_since_yesterday.incident_id is 'The incident''s key; new when its pair, type or date change.';
comment on column report.news_since_yesterday.incident_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.news_since_yesterday.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.news_since_yesterday.date_precision is 'day, month or year; null where the date or its year is open.';
comment on column report.news_since_yesterday.date_basis is 'text: an article says when; published: it is the day of the first report.';
comment on column report.news_since_yesterday.type is 'PLOVER event type, one of 16.';
comment on column report.news_since_yesterday.mode is 'PLOVER mode, for CONSULT visit, meet, phone, multilateral, mediate or message; may be null.';
comment on column report.news_since_yesterday.status is 'The best that any article says: occurred before ongoing, planned, possible, denied.';
comment on column report.news_since_yesterday.is_disputed is 'Whether one article says that it happened and another that it did not.';
comment on column report.news_since_yesterday.a_name is 'English name of the first.';
comment on column report.news_since_yesterday.b_name is 'English name of the other.';
comment on column report.news_since_yesterday.actor_party is 'Who acted, as most stories tell it; the visitor of a visit.';
comment on column report.news_since_yesterday.actor_name is 'English name of the actor.';
comment on column report.news_since_yesterday.recipient_party is 'On whom; the host of a visit.';
comment on column report.news_since_yesterday.recipient_name is 'English name of the recipient.';
comment on column report.news_since_yesterday.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column report.news_since_yesterday.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column report.news_since_yesterday.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column report.news_since_yesterday.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column report.news_since_yesterday.persons is 'Names of who took part, the actor''s first, between semicolons; null if no article names any.';
comment on column report.news_since_yesterday.person_ids is 'The same persons'' keys in report.person, as far as known, in the same order; null if none.';
comment on column report.news_since_yesterday.place_name is 'Place as most articles name it, an English name before others; null if none does.';
comment on column report.news_since_yesterday.place_country is 'Country of the place; null if unknown.';
comment on column report.news_since_yesterday.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.news_since_yesterday.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.news_since_yesterday.first_source is 'Its publisher; null if unknown.';
comment on column report.news_since_yesterday.events is 'Events of articles that tell of it.';
comment on column report.news_since_yesterday.articles is 'Articles that do, of different text.';
comment on column report.news_since_yesterday.copies is 'Further occurrences of the very same texts.';
comment on column report.news_since_yesterday.stories is 'Stories that do: near-duplicates count once.';
comment on column report.news_since_yesterday.outlets is 'Publishers that do, those of copies included.';
comment on column report.news_since_yesterday.languages is 'Codes of the articles'' languages.';
comment on column report.news_since_yesterday.confidence is 'The highest of its events, 0 to 1.';
comment on column report.news_since_yesterday.first_loaded_at is 'When the warehouse first heard of it.';
comment on column report.news_since_yesterday.tone is 'Mean tone of the articles about the two that tell of it, -1 to 1; null if none has one.';
comment on column report.news_since_yesterday.best_event_id is 'The event, in report.event and report.incident_evidence, whose sentence states it best.';
comment on column report.news_since_yesterday.evidence is 'The sentence that states it best, in the original.';
comment on column report.news_since_yesterday.evidence_language is 'Language of that article.';
comment on column report.news_since_yesterday.evidence_url is 'Its address; null if unknown.';
comment on column report.news_since_yesterday.evidence_title is 'Its title.';
