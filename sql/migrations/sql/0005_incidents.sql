-- What happened, as told by one or many articles. The columns of the key say what makes it one: pair, type, mode, date
-- to its precision, and the number of the part where a pair had several on one day.

alter table news.event
add column told_on date,
add column a_party text generated always as (least(actor_party collate "C", recipient_party collate "C")) stored,
add column b_party text generated always as (greatest(actor_party collate "C", recipient_party collate "C")) stored;

-- A plan without a date is for some day to come, so the day of its publication says nothing.
update news.event set
    told_on = coalesce(
        event.event_date,
        case when event.date_text is null and event.status not in ('planned', 'possible') then article.published_on end
    )
from news.article
where event.article_id = article.article_id;

create index ix_event_pair on news.event (a_party, b_party, type, told_on);

create table news.incident (
    incident_id bigint not null generated always as identity,
    a_party text not null,
    b_party text not null,
    type text not null,
    mode text,
    date_text text not null,
    part integer not null,
    incident_date date,
    date_precision text,
    date_basis text,
    actor_party text not null,
    recipient_party text not null,
    is_symmetric boolean not null,
    status text not null,
    is_disputed boolean not null,
    quad_class smallint not null,
    cameo text not null,
    goldstein double precision not null,
    place_name text,
    place_country text,
    first_published_on date,
    first_source text,
    events integer not null,
    articles integer not null,
    copies integer not null,
    stories integer not null,
    outlets integer not null,
    languages text[] not null,
    confidence double precision not null,
    constraint pk_incident primary key (incident_id),
    constraint uq_incident_key unique nulls not distinct (a_party, b_party, type, mode, date_text, part),
    constraint fk_incident_a_party foreign key (a_party) references ref.party (party_code),
    constraint fk_incident_b_party foreign key (b_party) references ref.party (party_code),
    constraint ck_incident_order check (a_party < b_party collate "C"),
    constraint ck_incident_direction check (
        (actor_party = a_party and recipient_party = b_party) or (actor_party = b_party and recipient_party = a_party)
    ),
    constraint ck_incident_date_basis check (date_basis in ('text', 'published')),
    constraint ck_incident_status check (status in ('occurred', 'ongoing', 'planned', 'possible', 'denied')),
    constraint ck_incident_counts check (least(events, articles, stories) >= 1 and least(copies, outlets) >= 0)
);

create index ix_incident_date on news.incident (incident_date);
create index ix_incident_b_party on news.incident (b_party, incident_date);

create table news.incident_event (
    event_id bigint not null,
    incident_id bigint not null,
    joined_by text not null,
    constraint pk_incident_event primary key (event_id),
    constraint fk_incident_event_event foreign key (event_id) references news.event (event_id) on delete cascade,
    constraint fk_incident_event_incident foreign key (incident_id)
    references news.incident (incident_id) on delete cascade,
    constraint ck_incident_event_joined_by check (
        joined_by in ('day', 'published', 'story', 'mode', 'month', 'year', 'undated')
    )
);

create index ix_incident_event_incident on news.incident_event (incident_id);

-- What has to be merged again: days about which an event of a pair and type came, went or changed; null: undated ones.
-- Notes only ever come, so no loader waits for another; who merges takes away those that it has seen.
create table ops.unmerged (
    note_id bigint not null generated always as identity,
    a_party text not null,
    b_party text not null,
    type text not null,
    told_on date,
    constraint pk_unmerged primary key (note_id)
);

create index ix_unmerged_pair on ops.unmerged (a_party, b_party, type);

-- Whoever deletes events leaves notes too, whether they know of it or not: of the weeks before, for a retelling belongs
-- to the day on which its story was first told, and of those after, which may have belonged to this one.
create function ops.note_deleted_events() returns trigger language plpgsql as $$
begin
    insert into ops.unmerged (a_party, b_party, type, told_on)
    select distinct a_party, b_party, type, told_on + weeks.days
    from deleted_event cross join generate_series(-35, 35, 7) as weeks (days);
    return null;
end
$$;

create trigger note_deleted_events after delete on news.event
referencing old table as deleted_event
for each statement execute function ops.note_deleted_events();

-- What is in the warehouse already is merged in the next night.
insert into ops.unmerged (a_party, b_party, type, told_on)
select distinct
    event.a_party,
    event.b_party,
    event.type,
    event.told_on
from news.event;
