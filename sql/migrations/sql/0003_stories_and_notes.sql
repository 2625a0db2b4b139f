alter table news.article
add column fetched_at text,
add column notes text[] not null default '{}',
add column is_latest boolean not null default true,
drop constraint ck_article_published_basis,
add constraint ck_article_published_basis check (
    published_basis in ('metadata', 'markup', 'url', 'dateline', 'argument')
);

-- By hash: an address may be longer than an index of another kind can hold.
create index ix_article_url on news.article using hash (url) where url is not null;

alter table news.article_copy
add column published_at text;

-- A story's number is the lowest article_id in it, so it needs no table of its own.
create table news.story_article (
    article_id bigint not null,
    story_id bigint not null,
    signature bytea not null,
    bands integer[] not null,
    constraint pk_story_article primary key (article_id),
    constraint fk_story_article_article foreign key (article_id) references news.article (article_id) on delete cascade
);

create index ix_story_article_story on news.story_article (story_id);
-- Without a pending list, which every search would have to read through.
create index ix_story_article_bands on news.story_article using gin (bands) with (fastupdate = off);
