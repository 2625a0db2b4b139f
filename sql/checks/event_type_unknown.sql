-- severity: error. An event whose type and mode ref does not know together; no foreign key reaches a null mode.
-- remedy: `dyadwire db migrate` brings the code lists up to date; if it stays, report it with the rows.
select
    event.event_id,
    event.article_id,
    event.type,
    event.mode
from news.event
left join ref.event_type on event.type = event_type.type and event.mode is not distinct from event_type.mode
where event_type.event_type_code is null;
