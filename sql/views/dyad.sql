create materialized view report.dyad as
with told as (
    select distinct
        incident.a_party,
        incident.b_party,
        event.article_id
    from news.incident
    inner join news.incident_event on incident.incident_id = incident_event.incident_id
    inner join news.event on incident_event.event_id = event.event_id
),

delivered as (
    select
        told.a_party,
        told.b_party,
        told.article_id,
        article.source_id
    from told
    inner join news.article on told.article_id = article.article_id
    union all
    select
        told.a_party,
        told.b_party,
        told.article_id,
        article_copy.source_id
    from told
    inner join news.article_copy on told.article_id = article_copy.article_id
),

heard as (
    select
        delivered.a_party,
        delivered.b_party,
        count(distinct delivered.article_id) as articles,
        count(distinct delivered.source_id) as outlets
    from delivered
    group by delivered.a_party, delivered.b_party
),

typed as (
    select
        incident.a_party,
        incident.b_party,
        incident.type,
        count(*) filter (where incident.status in ('occurred', 'ongoing')) as incidents,
        count(*) filter (where incident.status in ('occurred', 'ongoing') and incident.quad_class = 1)
            as verbal_cooperation,
        count(*) filter (where incident.status in ('occurred', 'ongoing') and incident.quad_class = 2)
            as material_cooperation,
        count(*) filter (where incident.status in ('occurred', 'ongoing') and incident.quad_class = 3)
            as verbal_conflict,
        count(*) filter (where incident.status in ('occurred', 'ongoing') and incident.quad_class = 4)
            as material_conflict,
        sum(incident.goldstein) filter (where incident.status in ('occurred', 'ongoing')) as goldstein,
        sum(incident.tone) filter (where incident.status in ('occurred', 'ongoing')) as tone,
        count(incident.tone) filter (where incident.status in ('occurred', 'ongoing')) as toned,
        count(*) filter (where incident.status = 'planned') as planned,
        count(*) filter (where incident.status = 'possible') as possible,
        count(*) filter (where incident.status = 'denied') as denied,
        count(*) filter (where incident.is_disputed) as disputed,
        min(incident.incident_date) filter (where incident.status in ('occurred', 'ongoing')) as first_date,
        max(incident.incident_date) filter (where incident.status in ('occurred', 'ongoing')) as last_date
    from news.incident
    group by incident.a_party, incident.b_party, incident.type
),

counted as (
    select
        typed.a_party,
        typed.b_party,
        sum(typed.incidents)::bigint as incidents,
        sum(typed.verbal_cooperation + typed.material_cooperation)::bigint as cooperation,
        sum(typed.verbal_conflict + typed.material_conflict)::bigint as conflict,
        sum(typed.verbal_cooperation)::bigint as verbal_cooperation,
        sum(typed.material_cooperation)::bigint as material_cooperation,
        sum(typed.verbal_conflict)::bigint as verbal_conflict,
        sum(typed.material_conflict)::bigint as material_conflict,
        coalesce(
            jsonb_object_agg(typed.type, typed.incidents) filter (where typed.incidents > 0), '{}'::jsonb
        ) as types,
        sum(typed.goldstein) / nullif(sum(typed.incidents), 0)::double precision as mean_goldstein,
        sum(typed.tone) / nullif(sum(typed.toned), 0)::double precision as tone,
        sum(typed.planned)::bigint as planned,
        sum(typed.possible)::bigint as possible,
        sum(typed.denied)::bigint as denied,
        sum(typed.disputed)::bigint as disputed,
        min(typed.first_date) as first_date,
        max(typed.last_date) as last_date
    from typed
    group by typed.a_party, typed.b_party
)

select
    counted.a_party,
    a.name as a_name,
    counted.b_party,
    b.name as b_name,
    counted.incidents,
    counted.cooperation,
    counted.conflict,
    counted.verbal_cooperation,
    counted.material_cooperation,
    counted.verbal_conflict,
    counted.material_conflict,
    counted.types,
    counted.mean_goldstein,
    counted.tone,
    counted.planned,
    counted.possible,
    counted.denied,
    counted.disputed,
    heard.articles,
    heard.outlets,
    counted.first_date,
    counted.last_date
from counted
inner join heard
    on counted.a_party = heard.a_party and counted.b_party = heard.b_party
inner join ref.party as a on counted.a_party = a.party_code
inner join ref.party as b on counted.b_party = b.party_code;

create unique index uq_dyad_pair on report.dyad (a_party, b_party);
create index ix_dyad_b_party on report.dyad (b_party);

comment on materialized view report.dyad is 'One row a pair of parties with an incident between them, whatever its date and status; a_party before b_party.';
comment on column report.dyad.a_party is 'The party whose code comes first.';
comment on column report.dyad.a_name is 'Its English name.';
comment on column report.dyad.b_party is 'The other party.';
comment on column report.dyad.b_name is 'Its English name.';
comment on column report.dyad.incidents is 'Incidents that happened or go on; those planned, possible or denied are counted by themselves.';
comment on column report.dyad.cooperation is 'Of these, of quad class 1 or 2.';
comment on column report.dyad.conflict is 'Of these, of quad class 3 or 4.';
comment on column report.dyad.verbal_cooperation is 'Of these, of quad class 1: diplomacy, agreement, support.';
comment on column report.dyad.material_cooperation is 'Of quad class 2: aid, cooperation, withdrawal.';
comment on column report.dyad.verbal_conflict is 'Of quad class 3: demand, accusation, refusal, threat.';
comment on column report.dyad.material_conflict is 'Of quad class 4: protest, sanction, force.';
comment on column report.dyad.types is 'Incidents by PLOVER type, as in {"CONSULT": 3}: types ->> ''CONSULT'' answers one, null if none.';
comment on column report.dyad.mean_goldstein is 'Mean of the incidents on the Goldstein scale, -10 to 10; null if there are none.';
comment on column report.dyad.tone is 'Mean tone of the incidents, -1 to 1; null if none has one.';
comment on column report.dyad.planned is 'Incidents that are planned.';
comment on column report.dyad.possible is 'Incidents that may come, or may have been.';
comment on column report.dyad.denied is 'Incidents that all articles deny.';
comment on column report.dyad.disputed is 'Incidents that one article reports and another denies, whatever they are counted as.';
comment on column report.dyad.articles is 'Articles that tell of any of these, each text once.';
comment on column report.dyad.outlets is 'Publishers that do, those of copies included.';
comment on column report.dyad.first_date is 'Earliest date of an incident that happened; null if all are open.';
comment on column report.dyad.last_date is 'Latest date of an incident that happened; null if all are open.';
