update news.event set told_on = event_date;
insert into news.incident (
    a_party, b_party, type, mode, date_text, part, incident_date, date_precision, date_basis, actor_party,
    recipient_party, is_symmetric, status, is_disputed, quad_class, cameo, goldstein, first_published_on, first_source,
    events, articles, copies, stories, outlets, languages, confidence
)
select
    a_party, b_party, type, mode, date_text, 0, event_date, 'day', 'text', actor_party, recipient_party, false, status,
    false, quad_class, cameo, goldstein, '2026-02-27', 'Wire', 1, 1, 1, 1, 1, '{en}', 0.9
from news.event;
insert into news.incident_event (event_id, incident_id, joined_by)
select event_id, incident_id, 'day' from news.event inner join news.incident using (date_text);
insert into ops.unmerged (a_party, b_party, type, told_on) select a_party, b_party, type, told_on from news.event
where number = 0;
