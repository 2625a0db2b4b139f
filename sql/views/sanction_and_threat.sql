create or replace view report.sanction_and_threat as
select
    timeline.incident_id,
    timeline.incident_date,
    timeline.date_text,
    timeline.date_precision,
    timeline.type,
    timeline.mode,
    timeline.status,
    timeline.is_disputed,
    timeline.a_party,
    timeline.b_party,
    timeline.actor_party,
    timeline.actor_name,
    timeline.recipient_party,
    timeline.recipient_name,
    timeline.persons,
    timeline.person_ids,
    timeline.sectors,
    timeline.quad_class,
    timeline.cameo,
    timeline.goldstein,
    timeline.evidence,
    timeline.evidence_language,
    timeline.evidence_title,
    timeline.evidence_url,
    timeline.first_published_on,
    timeline.first_source,
    timeline.articles,
    timeline.outlets,
    timeline.languages,
    timeline.confidence,
    timeline.first_loaded_at
from report.timeline
where timeline.type in ('SANCTION', 'THREATEN', 'MOBILIZE', 'COERCE', 'ASSAULT');

comment on view report.sanction_and_threat is 'One row a sanction, threat, mobilization or act of force, whatever number of articles tells of it: who against whom, when, in which field.';
comment on column report.sanction_and_threat.incident_id is 'The incident''s key; new when its pair, type or date change.';
comment on column report.sanction_and_threat.incident_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.sanction_and_threat.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.sanction_and_threat.date_precision is 'day, month or year; null where the date or its year is open.';
comment on column report.sanction_and_threat.type is 'SANCTION, THREATEN, MOBILIZE, COERCE or ASSAULT.';
comment on column report.sanction_and_threat.mode is 'PLOVER mode; may be null.';
comment on column report.sanction_and_threat.status is 'The best that any article says: occurred before ongoing, planned, possible, denied.';
comment on column report.sanction_and_threat.is_disputed is 'Whether one article says that it happened and another that it did not.';
comment on column report.sanction_and_threat.a_party is 'The party whose code comes first.';
comment on column report.sanction_and_threat.b_party is 'The other party.';
comment on column report.sanction_and_threat.actor_party is 'Who threatens, punishes or attacks.';
comment on column report.sanction_and_threat.actor_name is 'English name of the actor.';
comment on column report.sanction_and_threat.recipient_party is 'Against whom.';
comment on column report.sanction_and_threat.recipient_name is 'English name of the recipient.';
comment on column report.sanction_and_threat.persons is 'Names of who took part, the actor''s first, between semicolons; null if no article names any.';
comment on column report.sanction_and_threat.person_ids is 'The same persons'' keys in report.person, as far as known, in the same order; null if none.';
comment on column report.sanction_and_threat.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.sanction_and_threat.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column report.sanction_and_threat.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column report.sanction_and_threat.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column report.sanction_and_threat.evidence is 'The sentence that states it best, in the original.';
comment on column report.sanction_and_threat.evidence_language is 'Language of that article.';
comment on column report.sanction_and_threat.evidence_title is 'Its title.';
comment on column report.sanction_and_threat.evidence_url is 'Its address; null if unknown.';
comment on column report.sanction_and_threat.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.sanction_and_threat.first_source is 'Its publisher; null if unknown.';
comment on column report.sanction_and_threat.articles is 'Articles that do, of different text.';
comment on column report.sanction_and_threat.outlets is 'Publishers that do, those of copies included.';
comment on column report.sanction_and_threat.languages is 'Codes of the articles'' languages.';
comment on column report.sanction_and_threat.confidence is 'The highest of its events, 0 to 1.';
comment on column report.sanction_and_threat.first_loaded_at is 'When the warehouse first heard of it.';
