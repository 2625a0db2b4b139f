-- severity: error. An incident that nothing tells of any more, or that counts other events than it has.
-- remedy: `dyadwire reports refresh` merges what is left; if it stays, report it with the rows.
select
    incident.incident_id,
    incident.events
from news.incident
where
    incident.events <> (
        select count(*) from news.incident_event where incident_event.incident_id = incident.incident_id
    )
    and not exists (
        select from ops.unmerged
        where
            unmerged.a_party = incident.a_party
            and unmerged.b_party = incident.b_party
            and unmerged.type = incident.type
    );
