-- A person of one article, and a person of the world: the latter gathers the aliases that articles have for somebody of
-- one party. An alias is a party and a name key; which aliases are one person is decided again whenever one changes.

alter table news.person rename to article_person;
alter table news.article_person rename column person_id to article_person_id;
alter table news.article_person rename constraint pk_person to pk_article_person;
alter table news.article_person rename constraint uq_person_article_number to uq_article_person_article_number;
alter table news.article_person rename constraint fk_person_article to fk_article_person_article;
alter table news.article_person rename constraint ck_person_name to ck_article_person_name;
alter index news.ix_person_name rename to ix_article_person_name;
alter index news.ix_person_name_key rename to ix_article_person_name_key;

alter table ref.role add column is_held_by_one boolean not null default false;

create table news.person (
    person_id bigint not null generated always as identity,
    party_code text not null,
    alias_key text not null,
    constraint pk_person primary key (person_id),
    constraint uq_person_party_key unique (party_code, alias_key),
    constraint fk_person_party foreign key (party_code) references ref.party (party_code)
);

create table news.person_alias (
    alias_id bigint not null generated always as identity,
    party_code text not null,
    alias_key text not null,
    name text not null,
    latin_name text not null,
    tokens text[] not null,
    names text not null,
    party_tokens text[] not null,
    articles integer not null,
    person_id bigint,
    parent_id bigint,
    joined_by text not null default 'itself',
    confidence double precision not null default 1,
    constraint pk_person_alias primary key (alias_id),
    constraint uq_person_alias_party_key unique (party_code, alias_key),
    constraint fk_person_alias_party foreign key (party_code) references ref.party (party_code),
    constraint fk_person_alias_person foreign key (person_id) references news.person (person_id),
    constraint fk_person_alias_parent foreign key (parent_id) references news.person_alias (alias_id),
    constraint ck_person_alias_articles check (articles >= 0),
    constraint ck_person_alias_joined_by check (
        joined_by in (
            'itself', 'order', 'fewer_names', 'near_spelling', 'fewer_names_undated', 'near_spelling_undated'
        )
    ),
    constraint ck_person_alias_confidence check (confidence between 0 and 1)
);

create index ix_person_alias_person on news.person_alias (person_id);
create index ix_person_alias_parent on news.person_alias (parent_id);
-- Each word with its party before it, so that one index answers who of a party has a word of the name.
create index ix_person_alias_party_tokens on news.person_alias using gin (party_tokens) with (fastupdate = off);

create table news.person_form (
    alias_id bigint not null,
    name text not null,
    latin_name text not null,
    tokens text[] not null,
    articles integer not null,
    constraint pk_person_form primary key (alias_id, name),
    constraint fk_person_form_alias foreign key (alias_id) references news.person_alias (alias_id) on delete cascade
);

create table news.person_office (
    alias_id bigint not null,
    role_code text not null,
    first_on date,
    last_on date,
    articles integer not null,
    constraint pk_person_office primary key (alias_id, role_code),
    constraint fk_person_office_alias foreign key (alias_id) references news.person_alias (alias_id) on delete cascade,
    constraint fk_person_office_role foreign key (role_code) references ref.role (role_code)
);

alter table news.article_person
add column alias_id bigint,
add constraint fk_article_person_alias foreign key (alias_id) references news.person_alias (alias_id);

create index ix_article_person_alias on news.article_person (alias_id);

-- Persons of articles that have not been given an alias yet.
create table ops.unlinked (
    article_person_id bigint not null,
    constraint pk_unlinked primary key (article_person_id),
    constraint fk_unlinked_article_person foreign key (article_person_id)
    references news.article_person (article_person_id) on delete cascade
);

-- Aliases of which articles were deleted: what is known of them has to be counted again.
create table ops.uncounted (
    note_id bigint not null generated always as identity,
    alias_id bigint not null,
    constraint pk_uncounted primary key (note_id)
);

create function ops.note_deleted_persons() returns trigger language plpgsql as $$
begin
    insert into ops.uncounted (alias_id)
    select distinct alias_id from deleted_person where alias_id is not null;
    return null;
end
$$;

create trigger note_deleted_persons after delete on news.article_person
referencing old table as deleted_person
for each statement execute function ops.note_deleted_persons();

insert into ops.unlinked (article_person_id)
select article_person_id from news.article_person;
