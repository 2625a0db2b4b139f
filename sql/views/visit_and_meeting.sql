create or replace view report.visit_and_meeting as
select
    event.event_id,
    event.event_date,
    event.date_text,
    event.date_precision,
    event.mode,
    event.status,
    event.actor_party,
    event.recipient_party,
    (
        select string_agg(article_person.name, '; ' order by article_person.number)
        from news.event_person
        inner join news.article_person
            on event_person.article_id = article_person.article_id and event_person.person_number = article_person.number
        where event_person.article_id = event.article_id and event_person.event_number = event.number
    ) as persons,
    concat_ws(', ', event.place_name, event.place_country) as place,
    substr(article.text, event.evidence_start + 1, event.evidence_end - event.evidence_start) as evidence,
    event.confidence,
    article.title,
    article.published_on as published_date,
    article.url
from news.event
inner join news.article on event.article_id = article.article_id
where
    article.is_latest
    and not event.is_rejected
    and event.type = 'CONSULT'
    and event.mode in ('visit', 'meet', 'multilateral');

comment on view report.visit_and_meeting is 'One row a visit or meeting as one article tells it: who met whom, when, where.';
comment on column report.visit_and_meeting.event_id is 'The event''s key.';
comment on column report.visit_and_meeting.event_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column report.visit_and_meeting.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column report.visit_and_meeting.date_precision is 'day, month or year; null if undated.';
comment on column report.visit_and_meeting.mode is 'visit, meet or multilateral.';
comment on column report.visit_and_meeting.status is 'occurred, ongoing, planned, possible or denied.';
comment on column report.visit_and_meeting.actor_party is 'The visitor, or one side of a meeting.';
comment on column report.visit_and_meeting.recipient_party is 'The host, or the other side.';
comment on column report.visit_and_meeting.persons is 'Names of who took part, as the article has them, between semicolons; null if it names none.';
comment on column report.visit_and_meeting.place is 'Place and code of its country, as far as known; empty if unknown.';
comment on column report.visit_and_meeting.evidence is 'The clause or sentence that states it, quoted from the article.';
comment on column report.visit_and_meeting.confidence is 'How sure the rule is, 0 to 1.';
comment on column report.visit_and_meeting.title is 'Title of the article.';
comment on column report.visit_and_meeting.published_date is 'Day of publication; null if unknown.';
comment on column report.visit_and_meeting.url is 'Address of the article; null if unknown.';
