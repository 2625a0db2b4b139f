-- What one article says of an agreement, and the instrument in the world: the latter gathers what articles say of it,
-- with the history of its status. What makes it one is decided again for a set of parties whenever one of these changes.

alter table news.agreement rename to article_agreement;
alter table news.article_agreement rename column agreement_id to article_agreement_id;
alter table news.article_agreement rename constraint pk_agreement to pk_article_agreement;
alter table news.article_agreement rename constraint uq_agreement_article_number to uq_article_agreement_article_number;
alter table news.article_agreement rename constraint fk_agreement_article to fk_article_agreement_article;
alter table news.article_agreement rename constraint ck_agreement_kind to ck_article_agreement_kind;
alter table news.article_agreement rename constraint ck_agreement_status to ck_article_agreement_status;
alter table news.article_agreement rename constraint ck_agreement_evidence to ck_article_agreement_evidence;
alter table news.article_agreement rename constraint ck_agreement_confidence to ck_article_agreement_confidence;

alter table news.agreement_party rename to article_agreement_party;
alter table news.article_agreement_party rename constraint pk_agreement_party to pk_article_agreement_party;
alter table news.article_agreement_party
rename constraint fk_agreement_party_agreement to fk_article_agreement_party_agreement;
alter table news.article_agreement_party
rename constraint fk_agreement_party_party to fk_article_agreement_party_party;
alter index news.ix_agreement_party_party rename to ix_article_agreement_party_party;

alter table news.agreement_sector rename to article_agreement_sector;
alter table news.article_agreement_sector rename constraint pk_agreement_sector to pk_article_agreement_sector;
alter table news.article_agreement_sector
rename constraint fk_agreement_sector_agreement to fk_article_agreement_sector_agreement;
alter table news.article_agreement_sector
rename constraint fk_agreement_sector_sector to fk_article_agreement_sector_sector;
alter index news.ix_agreement_sector_sector rename to ix_article_agreement_sector_sector;

alter table news.article_agreement add column parties text[] not null default '{}';

update news.article_agreement set parties = told.parties
from (
    select
        article_id,
        agreement_number,
        array_agg(party_code order by party_code collate "C") as parties
    from news.article_agreement_party group by article_id, agreement_number
) as told
where article_agreement.article_id = told.article_id and article_agreement.number = told.agreement_number;

create index ix_article_agreement_parties on news.article_agreement (parties);

create table news.agreement (
    agreement_id bigint not null generated always as identity,
    anchor_id bigint not null,
    parties text[] not null,
    kind text not null,
    title text,
    status text not null,
    status_on date,
    signed_on date,
    first_published_on date,
    articles integer not null,
    stories integer not null,
    outlets integer not null,
    languages text[] not null,
    confidence double precision not null,
    constraint pk_agreement primary key (agreement_id),
    constraint uq_agreement_anchor unique (anchor_id),
    constraint fk_agreement_anchor foreign key (anchor_id)
    references news.article_agreement (article_agreement_id) on delete cascade,
    constraint ck_agreement_kind check (
        kind in ('treaty', 'agreement', 'memorandum', 'contract', 'declaration', 'roadmap', 'protocol')
    ),
    constraint ck_agreement_status check (
        status in ('signed', 'intended', 'under_negotiation', 'ratified', 'in_force', 'suspended', 'terminated')
    ),
    constraint ck_agreement_counts check (least(articles, stories) >= 1 and outlets >= 0)
);

create index ix_agreement_parties on news.agreement (parties);
create index ix_agreement_status_on on news.agreement (status_on);

create table news.agreement_party (
    agreement_id bigint not null,
    party_code text not null,
    constraint pk_agreement_party primary key (agreement_id, party_code),
    constraint fk_agreement_party_agreement foreign key (agreement_id)
    references news.agreement (agreement_id) on delete cascade,
    constraint fk_agreement_party_party foreign key (party_code) references ref.party (party_code)
);

create index ix_agreement_party_party on news.agreement_party (party_code);

create table news.agreement_sector (
    agreement_id bigint not null,
    sector_code text not null,
    articles integer not null,
    constraint pk_agreement_sector primary key (agreement_id, sector_code),
    constraint fk_agreement_sector_agreement foreign key (agreement_id)
    references news.agreement (agreement_id) on delete cascade,
    constraint fk_agreement_sector_sector foreign key (sector_code) references ref.sector (sector_code)
);

create index ix_agreement_sector_sector on news.agreement_sector (sector_code);

create table news.agreement_status (
    agreement_id bigint not null,
    status text not null,
    first_on date,
    last_on date,
    articles integer not null,
    constraint pk_agreement_status primary key (agreement_id, status),
    constraint fk_agreement_status_agreement foreign key (agreement_id)
    references news.agreement (agreement_id) on delete cascade
);

create table news.agreement_article (
    article_agreement_id bigint not null,
    agreement_id bigint not null,
    joined_by text not null,
    constraint pk_agreement_article primary key (article_agreement_id),
    constraint fk_agreement_article_article_agreement foreign key (article_agreement_id)
    references news.article_agreement (article_agreement_id) on delete cascade,
    constraint fk_agreement_article_agreement foreign key (agreement_id)
    references news.agreement (agreement_id) on delete cascade,
    constraint ck_agreement_article_joined_by check (
        joined_by in ('first', 'story', 'title', 'sector', 'only_one')
    )
);

create index ix_agreement_article_agreement on news.agreement_article (agreement_id);

-- Sets of parties whose agreements have to be put together again.
create table ops.unmerged_agreement (
    note_id bigint not null generated always as identity,
    parties text[] not null,
    article_id bigint,
    constraint pk_unmerged_agreement primary key (note_id)
);

create index ix_unmerged_agreement_parties on ops.unmerged_agreement (parties);

create function ops.note_deleted_agreements() returns trigger language plpgsql as $$
begin
    insert into ops.unmerged_agreement (parties) select distinct parties from deleted_agreement;
    return null;
end
$$;

create trigger note_deleted_agreements after delete on news.article_agreement
referencing old table as deleted_agreement
for each statement execute function ops.note_deleted_agreements();

insert into ops.unmerged_agreement (parties)
select distinct parties from news.article_agreement;
