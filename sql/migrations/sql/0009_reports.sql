-- What reports need to be quick and up to date.

-- An incident's best sentence, its tone and its first day in the warehouse are known when it is merged. No foreign key:
-- who deletes the event leaves a note, and the incident is merged again.
alter table news.incident
add column best_event_id bigint,
add column tone double precision,
add column first_loaded_at timestamptz not null default now();

with told as (
    select
        incident_event.incident_id,
        event.event_id,
        event.article_id,
        event.number,
        event.confidence,
        event.status = incident.status as is_same_status,
        event.actor_party = incident.actor_party as is_same_actor,
        coalesce(event.date_basis, '') <> 'published' as is_dated,
        article.published_on,
        article.content_id,
        article.loaded_at
    from news.incident
    inner join news.incident_event on incident.incident_id = incident_event.incident_id
    inner join news.event on incident_event.event_id = event.event_id
    inner join news.article on event.article_id = article.article_id
),

best as (
    select distinct on (told.incident_id)
        told.incident_id,
        told.event_id
    from told
    order by
        told.incident_id asc,
        told.is_same_status desc,
        told.is_same_actor desc,
        told.is_dated desc,
        told.confidence desc,
        told.published_on asc nulls last,
        told.content_id asc,
        told.number asc
),

toned as (
    select
        once.incident_id,
        avg(article_dyad.tone) as tone
    from (select distinct told.incident_id, told.article_id from told) as once
    inner join news.incident on once.incident_id = incident.incident_id
    inner join news.article_dyad
        on
            once.article_id = article_dyad.article_id
            and incident.a_party = article_dyad.a_party
            and incident.b_party = article_dyad.b_party
    group by once.incident_id
),

first_loaded as (
    select
        told.incident_id,
        min(told.loaded_at) as loaded_at
    from told
    group by told.incident_id
)

update news.incident set
    best_event_id = best.event_id,
    tone = toned.tone,
    first_loaded_at = first_loaded.loaded_at
from best
inner join first_loaded on best.incident_id = first_loaded.incident_id
left join toned on best.incident_id = toned.incident_id
where incident.incident_id = best.incident_id;

-- The newest first, and what has no date last, as lists have it.
drop index news.ix_incident_date;
create index ix_incident_date on news.incident (incident_date desc nulls last);
drop index news.ix_agreement_status_on;
create index ix_agreement_status_on on news.agreement (status_on desc nulls last);

create index ix_incident_pair_date on news.incident (a_party, b_party, incident_date);
create index ix_incident_type_date on news.incident (type, incident_date);
create index ix_incident_first_loaded_at on news.incident (first_loaded_at);
create index ix_incident_disputed on news.incident (incident_date) where is_disputed;
create index ix_incident_open_date on news.incident (date_text) where incident_date is null;

-- How text search treats a language; one that is not listed is searched word by word, as written.
create table ref.text_search (
    language_code text not null,
    configuration text not null,
    origin text,
    constraint pk_text_search primary key (language_code),
    constraint fk_text_search_language foreign key (language_code) references ref.language (language_code)
);

-- The words of an article, beside it and not in it: loaders need not wait for them, and an article that is updated
-- needs no new ones. A pending list takes a night's words, and is emptied once they are all there.
create table news.article_words (
    article_id bigint not null,
    configuration text not null,
    words tsvector not null,
    constraint pk_article_words primary key (article_id),
    constraint fk_article_words_article foreign key (article_id) references news.article (article_id) on delete cascade
);

create index ix_article_words_words on news.article_words using gin (words)
with (fastupdate = on, gin_pending_list_limit = 32768);

-- What reports have not been refreshed with yet. Notes only ever come, so no loader waits for another; who refreshes
-- takes away those that it has seen.
create table ops.report_change (
    note_id bigint not null generated always as identity,
    table_name text not null,
    constraint pk_report_change primary key (note_id)
);

create function ops.note_report_change() returns trigger language plpgsql as $$
begin
    insert into ops.report_change (table_name) values (tg_table_name);
    return null;
end
$$;

create trigger note_report_change after insert or update or delete on news.article
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.article_copy
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.incident
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.incident_event
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.agreement
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.person_alias
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on news.article_person
for each statement execute function ops.note_report_change();
create trigger note_report_change after insert or update or delete on ref.party
for each statement execute function ops.note_report_change();

insert into ops.report_change (table_name) values ('article');
