create materialized view report.dyad_month as
with told as (
    select distinct
        incident.a_party,
        incident.b_party,
        date_trunc('month', incident.incident_date)::date as month,
        event.article_id
    from news.incident
    inner join news.incident_event on incident.incident_id = incident_event.incident_id
    inner join news.event on incident_event.event_id = event.event_id
    where incident.date_precision in ('day', 'month')
),

delivered as (
    select
        told.a_party,
        told.b_party,
        told.month,
        told.article_id,
        article.source_id
    from told
    inner join news.article on told.article_id = article.article_id
    union all
    select
        told.a_party,
        told.b_party,
        told.month,
        told.article_id,
        article_copy.source_id
    from told
    inner join news.article_copy on told.article_id = article_copy.article_id
),

heard as (
    select
        delivered.a_party,
        delivered.b_party,
        delivered.month,
        count(distinct delivered.article_id) as articles,
        count(distinct delivered.source_id) as outlets
    from delivered
    group by delivered.a_party, delivered.b_party, delivered.month
),

typed as (
    select
        incident.a_party,
        incident.b_party,
        date_trunc('month', incident.incident_date)::date as month,
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
        count(*) filter (where incident.is_disputed) as disputed
    from news.incident
    where incident.date_precision in ('day', 'month')
    group by incident.a_party, incident.b_party, date_trunc('month', incident.incident_date)::date, incident.type
),

counted as (
    select
        typed.a_party,
        typed.b_party,
        typed.month,
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
        sum(typed.disputed)::bigint as disputed
    from typed
    group by typed.a_party, typed.b_party, typed.month
)

select
    counted.a_party,
    a.name as a_name,
    counted.b_party,
    b.name as b_name,
    counted.month,
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
    heard.outlets
from counted
inner join heard
    on counted.a_party = heard.a_party and counted.b_party = heard.b_party and counted.month = heard.month
inner join ref.party as a on counted.a_party = a.party_code
inner join ref.party as b on counted.b_party = b.party_code;

create unique index uq_dyad_month_pair on report.dyad_month (a_party, b_party, month);
create index ix_dyad_month_month on report.dyad_month (month);
create index ix_dyad_month_b_party on report.dyad_month (b_party, month);

comment on materialized view report.dyad_month is 'One row a pair of parties and month in which there is an incident between them, happened, planned or denied; what is dated to the year alone, or not at all, is in dyad.';
comment on column report.dyad_month.a_party is 'The party whose code comes first.';
comment on column report.dyad_month.a_name is 'Its English name.';
comment on column report.dyad_month.b_party is 'The other party.';
comment on column report.dyad_month.b_name is 'Its English name.';
comment on column report.dyad_month.month is 'First day of the month of the incidents.';
comment on column report.dyad_month.incidents is 'Incidents that happened or go on; those planned, possible or denied are counted by themselves.';
comment on column report.dyad_month.cooperation is 'Of these, of quad class 1 or 2.';
comment on column report.dyad_month.conflict is 'Of these, of quad class 3 or 4.';
comment on column report.dyad_month.verbal_cooperation is 'Of these, of quad class 1: diplomacy, agreement, support.';
comment on column report.dyad_month.material_cooperation is 'Of quad class 2: aid, cooperation, withdrawal.';
comment on column report.dyad_month.verbal_conflict is 'Of quad class 3: demand, accusation, refusal, threat.';
comment on column report.dyad_month.material_conflict is 'Of quad class 4: protest, sanction, force.';
comment on column report.dyad_month.types is 'Incidents by PLOVER type, as in {"CONSULT": 3}: types ->> ''CONSULT'' answers one, null if none.';
comment on column report.dyad_month.mean_goldstein is 'Mean of the incidents on the Goldstein scale, -10 to 10; null if there are none.';
comment on column report.dyad_month.tone is 'Mean tone of the incidents, -1 to 1; null if none has one.';
comment on column report.dyad_month.planned is 'Incidents that are planned.';
comment on column report.dyad_month.possible is 'Incidents that may come, or may have been.';
comment on column report.dyad_month.denied is 'Incidents that all articles deny.';
comment on column report.dyad_month.disputed is 'Incidents that one article reports and another denies, whatever they are counted as.';
comment on column report.dyad_month.articles is 'Articles that tell of any of these, each text once.';
comment on column report.dyad_month.outlets is 'Publishers that do, those of copies included.';
