create materialized view report.person_network as
with took_part as (
    select
        incident_person.incident_id,
        incident_person.person_id,
        incident_person.name,
        incident_person.party_code
    from report.incident_person
    where incident_person.person_id is not null
)

select
    one.person_id,
    one.name,
    one.party_code,
    other.person_id as other_id,
    other.name as other_name,
    other.party_code as other_party,
    count(*) as incidents,
    count(*) filter (where incident.type = 'CONSULT') as talks,
    count(*) filter (where incident.quad_class in (1, 2)) as cooperation,
    count(*) filter (where incident.quad_class in (3, 4)) as conflict,
    min(incident.incident_date) as first_date,
    max(incident.incident_date) as last_date
from took_part as one
inner join took_part as other on one.incident_id = other.incident_id and one.person_id <> other.person_id
inner join news.incident on one.incident_id = incident.incident_id
where incident.status in ('occurred', 'ongoing')
group by one.person_id, one.name, one.party_code, other.person_id, other.name, other.party_code;

create unique index uq_person_network_pair on report.person_network (person_id, other_id);
create index ix_person_network_name on report.person_network (name);

comment on materialized view report.person_network is 'One row a person and another who take part in the same incidents that happened; each pair has a row from either side.';
comment on column report.person_network.person_id is 'The person.';
comment on column report.person_network.name is 'The person''s name to show.';
comment on column report.person_network.party_code is 'The party that the person acts for.';
comment on column report.person_network.other_id is 'The other person.';
comment on column report.person_network.other_name is 'The other''s name to show.';
comment on column report.person_network.other_party is 'The party that the other acts for.';
comment on column report.person_network.incidents is 'Incidents with both.';
comment on column report.person_network.talks is 'Of these, visits, meetings, calls and other talks.';
comment on column report.person_network.cooperation is 'Of these, of quad class 1 or 2, talks included.';
comment on column report.person_network.conflict is 'Of these, of quad class 3 or 4.';
comment on column report.person_network.first_date is 'Date of the first; null if none has one.';
comment on column report.person_network.last_date is 'Date of the last; null if none has one.';
