create materialized view report.country_profile as
with sided as (
    select
        side.party_code,
        incident.actor_party = side.party_code as is_actor,
        incident.type,
        incident.mode,
        incident.quad_class,
        incident.goldstein,
        incident.tone,
        incident.status,
        incident.incident_date,
        case side.party_code when incident.a_party then incident.b_party else incident.a_party end as other_party
    from news.incident
    cross join lateral (values (incident.a_party), (incident.b_party)) as side (party_code)
),

acted as (
    select
        sided.party_code,
        count(*) as incidents,
        count(*) filter (where sided.quad_class in (1, 2)) as cooperation,
        count(*) filter (where sided.quad_class in (3, 4)) as conflict,
        count(*) filter (where sided.mode = 'visit' and sided.is_actor) as visits_made,
        count(*) filter (where sided.mode = 'visit' and not sided.is_actor) as visits_received,
        count(*) filter (where sided.type = 'SANCTION' and sided.is_actor) as sanctions_imposed,
        count(*) filter (where sided.type = 'SANCTION' and not sided.is_actor) as sanctions_met,
        count(*) filter (where sided.type = 'AID' and sided.is_actor) as aid_given,
        count(*) filter (where sided.type = 'AID' and not sided.is_actor) as aid_received,
        avg(sided.goldstein) as mean_goldstein,
        avg(sided.tone) as tone,
        min(sided.incident_date) as first_date,
        max(sided.incident_date) as last_date
    from sided
    where sided.status in ('occurred', 'ongoing')
    group by sided.party_code
),

met as (
    select
        sided.party_code,
        sided.other_party,
        count(*) as incidents
    from sided
    where sided.status in ('occurred', 'ongoing')
    group by sided.party_code, sided.other_party
),

ranked as (
    select
        met.party_code,
        met.other_party,
        met.incidents,
        row_number() over (
            partition by met.party_code order by met.incidents desc, met.other_party asc
        ) as place,
        count(*) over (partition by met.party_code) as partners
    from met
),

partnered as (
    select
        ranked.party_code,
        max(ranked.partners) as partners,
        string_agg(ranked.other_party || ' ' || ranked.incidents, '; ' order by ranked.place) as main_partners
    from ranked
    where ranked.place <= 5
    group by ranked.party_code
),

planned as (
    select
        sided.party_code,
        count(*) as planned
    from sided
    where sided.status = 'planned'
    group by sided.party_code
),

agreed as (
    select
        agreement_party.party_code,
        count(*) as agreements,
        count(*) filter (where agreement.signed_on is not null or agreement.status in ('ratified', 'in_force'))
            as agreements_signed
    from news.agreement_party
    inner join news.agreement on agreement_party.agreement_id = agreement.agreement_id
    group by agreement_party.party_code
),

told as (
    select
        article_party.party_code,
        count(*) as articles
    from news.article_party
    inner join news.article on article_party.article_id = article.article_id
    where article.is_latest
    group by article_party.party_code
),

peopled as (
    select
        person.party_code,
        count(*) as persons
    from news.person
    group by person.party_code
)

select
    party.party_code,
    party.name,
    party.kind,
    told.articles,
    coalesce(acted.incidents, 0) as incidents,
    coalesce(acted.cooperation, 0) as cooperation,
    coalesce(acted.conflict, 0) as conflict,
    coalesce(planned.planned, 0) as planned,
    acted.mean_goldstein,
    acted.tone,
    coalesce(partnered.partners, 0) as partners,
    partnered.main_partners,
    coalesce(acted.visits_made, 0) as visits_made,
    coalesce(acted.visits_received, 0) as visits_received,
    coalesce(acted.sanctions_imposed, 0) as sanctions_imposed,
    coalesce(acted.sanctions_met, 0) as sanctions_met,
    coalesce(acted.aid_given, 0) as aid_given,
    coalesce(acted.aid_received, 0) as aid_received,
    coalesce(agreed.agreements, 0) as agreements,
    coalesce(agreed.agreements_signed, 0) as agreements_signed,
    coalesce(peopled.persons, 0) as persons,
    acted.first_date,
    acted.last_date
from told
inner join ref.party on told.party_code = party.party_code
left join acted on told.party_code = acted.party_code
left join partnered on told.party_code = partnered.party_code
left join planned on told.party_code = planned.party_code
left join agreed on told.party_code = agreed.party_code
left join peopled on told.party_code = peopled.party_code;

create unique index uq_country_profile_party on report.country_profile (party_code);

comment on materialized view report.country_profile is 'One row a party, country or body, that articles name: how it stands to all others.';
comment on column report.country_profile.party_code is 'The party.';
comment on column report.country_profile.name is 'Its English name.';
comment on column report.country_profile.kind is 'country or body.';
comment on column report.country_profile.articles is 'Articles that name it.';
comment on column report.country_profile.incidents is 'Incidents with it that happened or go on.';
comment on column report.country_profile.cooperation is 'Of these, of quad class 1 or 2.';
comment on column report.country_profile.conflict is 'Of these, of quad class 3 or 4.';
comment on column report.country_profile.planned is 'Incidents with it that are planned.';
comment on column report.country_profile.mean_goldstein is 'Mean of the incidents on the Goldstein scale, -10 to 10; null if there are none.';
comment on column report.country_profile.tone is 'Mean tone of the incidents, -1 to 1; null if none has one.';
comment on column report.country_profile.partners is 'Parties that it has incidents with.';
comment on column report.country_profile.main_partners is 'The five with most incidents, each with their number, between semicolons; null if there are none.';
comment on column report.country_profile.visits_made is 'Visits that its people paid.';
comment on column report.country_profile.visits_received is 'Visits that it received.';
comment on column report.country_profile.sanctions_imposed is 'Sanctions, expulsions and the like by it.';
comment on column report.country_profile.sanctions_met is 'Sanctions, expulsions and the like against it.';
comment on column report.country_profile.aid_given is 'Aid that it gave.';
comment on column report.country_profile.aid_received is 'Aid that it received.';
comment on column report.country_profile.agreements is 'Agreements that it is a party to, whatever their status.';
comment on column report.country_profile.agreements_signed is 'Of these, signed, ratified or in force.';
comment on column report.country_profile.persons is 'Persons who act for it.';
comment on column report.country_profile.first_date is 'Earliest date of an incident that happened; null if none has one.';
comment on column report.country_profile.last_date is 'Latest date of an incident that happened; null if none has one.';
