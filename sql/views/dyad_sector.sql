create materialized view report.dyad_sector as
with told as (
    select distinct
        incident_event.incident_id,
        event_sector.sector_code
    from news.incident_event
    inner join news.event on incident_event.event_id = event.event_id
    inner join news.event_sector
        on event.article_id = event_sector.article_id and event.number = event_sector.event_number
),

acted as (
    select
        incident.a_party,
        incident.b_party,
        told.sector_code,
        count(*) as incidents,
        count(*) filter (where incident.quad_class in (1, 2)) as cooperation,
        count(*) filter (where incident.quad_class in (3, 4)) as conflict,
        min(incident.incident_date) as first_date,
        max(incident.incident_date) as last_date
    from told
    inner join news.incident on told.incident_id = incident.incident_id
    where incident.status in ('occurred', 'ongoing')
    group by incident.a_party, incident.b_party, told.sector_code
),

agreed as (
    select
        one.party_code as a_party,
        other.party_code as b_party,
        agreement_sector.sector_code,
        count(*) as agreements,
        count(*) filter (where agreement.signed_on is not null or agreement.status in ('ratified', 'in_force'))
            as agreements_signed
    from news.agreement
    inner join news.agreement_party as one on agreement.agreement_id = one.agreement_id
    inner join news.agreement_party as other
        on
            agreement.agreement_id = other.agreement_id
            and one.party_code < other.party_code collate "C" -- noqa: RF02
    inner join news.agreement_sector on agreement.agreement_id = agreement_sector.agreement_id
    group by one.party_code, other.party_code, agreement_sector.sector_code
)

select
    coalesce(acted.a_party, agreed.a_party) as a_party,
    coalesce(acted.b_party, agreed.b_party) as b_party,
    sector.sector_code,
    sector.name as sector_name,
    coalesce(acted.incidents, 0) as incidents,
    coalesce(acted.cooperation, 0) as cooperation,
    coalesce(acted.conflict, 0) as conflict,
    coalesce(agreed.agreements, 0) as agreements,
    coalesce(agreed.agreements_signed, 0) as agreements_signed,
    acted.first_date,
    acted.last_date
from acted
full join agreed
    on acted.a_party = agreed.a_party and acted.b_party = agreed.b_party and acted.sector_code = agreed.sector_code
inner join ref.sector on coalesce(acted.sector_code, agreed.sector_code) = sector.sector_code;

create unique index uq_dyad_sector_pair on report.dyad_sector (a_party, b_party, sector_code);
create index ix_dyad_sector_b_party on report.dyad_sector (b_party);
create index ix_dyad_sector_sector on report.dyad_sector (sector_code);

comment on materialized view report.dyad_sector is 'One row a pair of parties and subject field in which they act or agree on something.';
comment on column report.dyad_sector.a_party is 'The party whose code comes first.';
comment on column report.dyad_sector.b_party is 'The other party.';
comment on column report.dyad_sector.sector_code is 'The subject field.';
comment on column report.dyad_sector.sector_name is 'Its English name.';
comment on column report.dyad_sector.incidents is 'Incidents in that field that happened or go on; one incident may be in several fields.';
comment on column report.dyad_sector.cooperation is 'Of these, of quad class 1 or 2.';
comment on column report.dyad_sector.conflict is 'Of these, of quad class 3 or 4.';
comment on column report.dyad_sector.agreements is 'Agreements that cover it, whatever their status.';
comment on column report.dyad_sector.agreements_signed is 'Of these, signed, ratified or in force.';
comment on column report.dyad_sector.first_date is 'Earliest date of an incident; null if none has one.';
comment on column report.dyad_sector.last_date is 'Latest date of an incident; null if none has one.';
