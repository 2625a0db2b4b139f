create or replace view report.visit_and_meeting as
select
    timeline.incident_id,
    timeline.incident_date,
    timeline.date_text,
    timeline.date_precision,
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
    concat_ws(', ', timeline.place_name, timeline.place_country) as place,
    timeline.sectors,
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
where timeline.type = 'CONSULT' and timeline.mode in ('visit', 'meet', 'multilateral');

comment on view report.visit_and_meeting is 'One row a visit or meeting, whatever number of articles tells of it: who met whom, when, where.';
comment on column report.visit_and_meeting.incident_id is 'The incident''s key; new when its pair, type or date change.';
comment on column report.visit_and_meeting.incident_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.visit_and_meeting.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.visit_and_meeting.date_precision is 'day, month or year; null where the date or its year is open.';
comment on column report.visit_and_meeting.mode is 'visit, meet or multilateral.';
comment on column report.visit_and_meeting.status is 'The best that any article says: occurred before ongoing, planned, possible, denied.';
comment on column report.visit_and_meeting.is_disputed is 'Whether one article says that it happened and another that it did not.';
comment on column report.visit_and_meeting.a_party is 'The party whose code comes first.';
comment on column report.visit_and_meeting.b_party is 'The other party.';
comment on column report.visit_and_meeting.actor_party is 'The visitor, or one side of a meeting.';
comment on column report.visit_and_meeting.actor_name is 'English name of the actor.';
comment on column report.visit_and_meeting.recipient_party is 'The host, or the other side.';
comment on column report.visit_and_meeting.recipient_name is 'English name of the recipient.';
comment on column report.visit_and_meeting.persons is 'Names of who took part, the actor''s first, between semicolons; null if no article names any.';
comment on column report.visit_and_meeting.person_ids is 'The same persons'' keys in report.person, as far as known, in the same order; null if none.';
comment on column report.visit_and_meeting.place is 'Place and code of its country, as far as known; empty if unknown.';
comment on column report.visit_and_meeting.sectors is 'Subject fields, between semicolons; null if none.';
comment on column report.visit_and_meeting.evidence is 'The sentence that states it best, in the original.';
comment on column report.visit_and_meeting.evidence_language is 'Language of that article.';
comment on column report.visit_and_meeting.evidence_title is 'Its title.';
comment on column report.visit_and_meeting.evidence_url is 'Its address; null if unknown.';
comment on column report.visit_and_meeting.first_published_on is 'Day of the first report; null if no article has one.';
comment on column report.visit_and_meeting.first_source is 'Its publisher; null if unknown.';
comment on column report.visit_and_meeting.articles is 'Articles that do, of different text.';
comment on column report.visit_and_meeting.outlets is 'Publishers that do, those of copies included.';
comment on column report.visit_and_meeting.languages is 'Codes of the articles'' languages.';
comment on column report.visit_and_meeting.confidence is 'The highest of its events, 0 to 1.';
comment on column report.visit_and_meeting.first_loaded_at is 'When the warehouse first heard of it.';
