create or replace view report.dyad as
with paired as (
    select
        event.article_id,
        event.quad_class,
        event.goldstein,
        event.event_date,
        least(event.actor_party collate "C", event.recipient_party collate "C") as a_party,
        greatest(event.actor_party collate "C", event.recipient_party collate "C") as b_party
    from news.event
    where
        not event.is_rejected
        and event.article_id in (select article.article_id from news.article where article.is_latest)
),

counted as (
    select
        paired.a_party,
        paired.b_party,
        count(*) as events,
        count(*) filter (where paired.quad_class in (1, 2)) as cooperation,
        count(*) filter (where paired.quad_class in (3, 4)) as conflict,
        avg(paired.goldstein) as mean_goldstein,
        count(distinct paired.article_id) as articles,
        min(paired.event_date) as first_event_date,
        max(paired.event_date) as last_event_date
    from paired
    group by paired.a_party, paired.b_party
),

toned as (
    select
        article_dyad.a_party,
        article_dyad.b_party,
        avg(article_dyad.tone) as tone
    from news.article_dyad
    inner join news.article on article_dyad.article_id = article.article_id
    where article.is_latest
    group by article_dyad.a_party, article_dyad.b_party
)

select
    counted.a_party,
    a.name as a_name,
    counted.b_party,
    b.name as b_name,
    counted.events,
    counted.cooperation,
    counted.conflict,
    counted.mean_goldstein,
    toned.tone,
    counted.articles,
    counted.first_event_date,
    counted.last_event_date
from counted
inner join ref.party as a on counted.a_party = a.party_code
inner join ref.party as b on counted.b_party = b.party_code
left join toned on counted.a_party = toned.a_party and counted.b_party = toned.b_party;

comment on view report.dyad is 'One row a pair of parties that some article reports an event between; a_party before b_party.';
comment on column report.dyad.a_party is 'The party whose code comes first.';
comment on column report.dyad.a_name is 'Its English name.';
comment on column report.dyad.b_party is 'The other party.';
comment on column report.dyad.b_name is 'Its English name.';
comment on column report.dyad.events is 'Events between the two, whatever their status.';
comment on column report.dyad.cooperation is 'Of these, events of quad class 1 or 2.';
comment on column report.dyad.conflict is 'Of these, events of quad class 3 or 4.';
comment on column report.dyad.mean_goldstein is 'Mean of the events on the Goldstein scale, -10 to 10.';
comment on column report.dyad.tone is 'Mean tone of the articles about the two, -1 to 1; null if none has one.';
comment on column report.dyad.articles is 'Articles that report these events.';
comment on column report.dyad.first_event_date is 'Earliest date among them; null if all are open.';
comment on column report.dyad.last_event_date is 'Latest date among them; null if all are open.';
