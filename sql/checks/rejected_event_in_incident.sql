-- severity: error. An event that an analyst has rejected, still in an incident, and no note will take it out.
-- remedy: `dyadwire reports refresh` merges what is left; if it stays, report it with the rows.
select
    event.event_id,
    incident_event.incident_id
from news.event
inner join news.incident_event on event.event_id = incident_event.event_id
where
    event.is_rejected
    and not exists (
        select from ops.unmerged
        where
            unmerged.a_party = event.a_party
            and unmerged.b_party = event.b_party
            and unmerged.type = event.type
    );
