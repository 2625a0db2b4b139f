create materialized view report.incident_person as
with named as (
    select
        incident.incident_id,
        person.person_id,
        -- A person known by a party is named by the best name, once; others as the articles have them.
        coalesce(shown.name, min(article_person.name)) as name,
        person.party_code,
        case person.party_code
            when incident.actor_party then 'actor' when incident.recipient_party then 'recipient' else 'unknown'
        end as side,
        count(distinct event.article_id) as articles
    from news.incident
    inner join news.incident_event on incident.incident_id = incident_event.incident_id
    inner join news.event on incident_event.event_id = event.event_id
    inner join news.event_person
        on event.article_id = event_person.article_id and event.number = event_person.event_number
    inner join news.article_person
        on event_person.article_id = article_person.article_id and event_person.person_number = article_person.number
    left join news.person_alias on article_person.alias_id = person_alias.alias_id
    left join news.person on person_alias.person_id = person.person_id
    left join news.person_alias as shown
        on person.party_code = shown.party_code and person.alias_key = shown.alias_key
    group by
        incident.incident_id,
        person.person_id,
        shown.name,
        case when person.person_id is null then coalesce(nullif(article_person.name_key, ''), article_person.name) end
)

select
    named.incident_id,
    row_number() over (
        partition by named.incident_id
        order by
            named.side = 'actor' desc,
            named.side asc,
            named.articles desc,
            named.name asc,
            named.person_id asc
    )::integer as number,
    named.person_id,
    named.name,
    named.party_code,
    named.side,
    named.articles
from named;

create unique index uq_incident_person_number on report.incident_person (incident_id, number);
create index ix_incident_person_person on report.incident_person (person_id);

comment on materialized view report.incident_person is 'One row an incident and a person who took part in it, under whatever names.';
comment on column report.incident_person.incident_id is 'The incident.';
comment on column report.incident_person.number is 'Order to show them in, from 1: the actor''s side first, whom most articles name first.';
comment on column report.incident_person.person_id is 'The person''s key in report.person; null where no article says whom the person acts for.';
comment on column report.incident_person.name is 'The name to show.';
comment on column report.incident_person.party_code is 'The party that the person acts for; null if unknown.';
comment on column report.incident_person.side is 'actor, recipient, or unknown where the party is neither or is not known.';
comment on column report.incident_person.articles is 'Articles that say so.';
