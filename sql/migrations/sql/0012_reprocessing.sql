-- Articles that are in the warehouse extracted again with the rules of now. What these say is kept beside what is loaded
-- until it is applied, so that what was shown is what is written, and a run can be stopped and gone on with at any time.

create table ops.reprocessing (
    reprocessing_id bigint not null generated always as identity,
    run_key text not null,
    state text not null default 'comparing',
    chosen_languages text[] not null default '{}',
    first_published_on date,
    last_published_on date,
    chosen_dyads text[] not null default '{}',
    is_other_rules_only boolean not null,
    batch_size integer not null,
    rules_version text not null,
    started_by text not null default session_user,
    started_at timestamptz not null default now(),
    touched_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint pk_reprocessing primary key (reprocessing_id),
    constraint uq_reprocessing_run_key unique (run_key),
    constraint ck_reprocessing_state check (state in ('comparing', 'compared', 'applying', 'applied', 'expired')),
    constraint ck_reprocessing_finished check ((state = 'applied') <= (finished_at is not null)),
    constraint ck_reprocessing_batch_size check (batch_size >= 1)
);

-- No foreign key to the article: one that is deleted meanwhile is found missing, and deleting looks nothing up here.
create table ops.reprocessing_article (
    reprocessing_id bigint not null,
    article_id bigint not null,
    state text not null default 'waiting',
    made_from text,
    extraction jsonb,
    reason_code text,
    detail text,
    constraint pk_reprocessing_article primary key (reprocessing_id, article_id),
    constraint fk_reprocessing_article_reprocessing foreign key (reprocessing_id)
    references ops.reprocessing (reprocessing_id) on delete cascade,
    constraint ck_reprocessing_article_state check (
        state in ('waiting', 'same', 'changed', 'applied', 'outdated', 'failed')
    ),
    constraint ck_reprocessing_article_extraction check ((state = 'changed') = (extraction is not null)),
    constraint ck_reprocessing_article_made_from check (state not in ('same', 'changed') or made_from is not null),
    constraint ck_reprocessing_article_reason_code check ((state = 'failed') = (reason_code is not null))
);

create table ops.reprocessing_change (
    reprocessing_id bigint not null,
    article_id bigint not null,
    number integer not null,
    language_code text not null,
    kind text not null,
    change text not null,
    type text,
    mode text,
    parties text[] not null,
    reasons text[] not null,
    before jsonb not null,
    after jsonb not null,
    constraint pk_reprocessing_change primary key (reprocessing_id, article_id, number),
    constraint fk_reprocessing_change_article foreign key (reprocessing_id, article_id)
    references ops.reprocessing_article (reprocessing_id, article_id) on delete cascade,
    constraint ck_reprocessing_change_kind check (kind in ('event', 'agreement', 'person', 'article')),
    constraint ck_reprocessing_change_change check (change in ('gained', 'lost', 'altered')),
    constraint ck_reprocessing_change_reasons check ((change = 'altered') = (cardinality(reasons) > 0))
);

-- New rules may take a text for another language, and words are searched by the rules of their language. Whoever loads
-- may not touch the words; without a row the article is made searchable anew.
create function ops.forget_words() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from news.article_words where article_id = new.article_id;
    return null;
end
$$;

revoke execute on function ops.forget_words() from public;

create trigger forget_words after update of language_code on news.article
for each row when (old.language_code is distinct from new.language_code) execute function ops.forget_words();
