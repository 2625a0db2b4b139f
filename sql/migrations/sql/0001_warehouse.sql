-- The warehouse, first version: ref (code lists), ops (ledger and runs), news (what articles say), report (views).
-- Rows of one article are keyed by (article_id, number), so that loading the same article twice conflicts, never doubles.
-- Offsets are Unicode code points, [start, end), into news.article.text.

create schema if not exists ref;
create schema if not exists ops;
create schema if not exists news;
create schema if not exists report;

comment on schema ref is 'Code lists: parties, languages, roles, sectors, event types. Filled from seeds/reference.';
comment on schema ops is 'How the rows got here: ledger of files, runs, quarantine, results of data checks.';
comment on schema news is 'What articles say, each fact with its evidence.';
comment on schema report is 'Views for analysts, the only schema that they need.';

-- ---------------------------------------------------------------------------------------------------------------- ref

create table ref.party (
    party_code text not null,
    kind text not null,
    name text not null,
    iso2 text,
    body_kind text,
    origin text,
    constraint pk_party primary key (party_code),
    constraint uq_party_iso2 unique (iso2),
    constraint ck_party_kind check (kind in ('country', 'body'))
);

create table ref.language (
    language_code text not null,
    name text not null,
    script text,
    origin text,
    constraint pk_language primary key (language_code)
);

create table ref.role (
    role_code text not null,
    name text not null,
    rank integer,
    represents_party boolean not null,
    description text,
    origin text,
    constraint pk_role primary key (role_code)
);

create table ref.sector (
    sector_code text not null,
    name text not null,
    plover_context text,
    iptc_media_topic text,
    origin text,
    constraint pk_sector primary key (sector_code)
);

create table ref.event_type (
    event_type_code text not null generated always as (type || coalesce('/' || mode, '')) stored,
    type text not null,
    mode text,
    cameo text not null,
    quad_class smallint not null,
    goldstein numeric(3, 1) not null,
    is_symmetric boolean not null,
    description text,
    origin text,
    constraint pk_event_type primary key (event_type_code),
    constraint uq_event_type_type_mode unique nulls not distinct (type, mode),
    constraint ck_event_type_type check (
        type in (
            'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
            'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
        )
    ),
    constraint ck_event_type_quad_class check (quad_class between 1 and 4),
    constraint ck_event_type_goldstein check (goldstein between -10 and 10)
);

-- ---------------------------------------------------------------------------------------------------------------- ops

create sequence ops.claim_id_seq as bigint;

create table ops.run (
    run_id bigint not null generated always as identity,
    run_key text not null,
    state text not null default 'running',
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    found integer not null default 0,
    loaded integer not null default 0,
    duplicates integer not null default 0,
    quarantined integer not null default 0,
    articles integer not null default 0,
    copies integer not null default 0,
    events integer not null default 0,
    detail text,
    constraint pk_run primary key (run_id),
    constraint uq_run_run_key unique (run_key),
    constraint ck_run_state check (state in ('running', 'succeeded', 'failed')),
    constraint ck_run_finished check ((state = 'running') = (finished_at is null)),
    constraint ck_run_counts check (least(found, loaded, duplicates, quarantined, articles, copies, events) >= 0)
);

create table ops.source_file (
    source_file_id bigint not null generated always as identity,
    uri text not null,
    sha256 text,
    size_bytes bigint,
    modified_at timestamptz,
    state text not null default 'pending',
    reason_code text,
    detail text,
    attempts integer not null default 0,
    claim_id bigint,
    lease_until timestamptz,
    first_seen_at timestamptz not null default now(),
    claimed_at timestamptz,
    finished_at timestamptz,
    run_id bigint,
    duplicate_of bigint,
    constraint pk_source_file primary key (source_file_id),
    constraint uq_source_file_uri_sha256 unique nulls not distinct (uri, sha256),
    constraint fk_source_file_run foreign key (run_id) references ops.run (run_id),
    constraint fk_source_file_duplicate_of foreign key (duplicate_of) references ops.source_file (source_file_id),
    constraint ck_source_file_state check (state in ('pending', 'claimed', 'loaded', 'duplicate', 'quarantined')),
    constraint ck_source_file_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
    -- What could not be opened, or is too large to read, has no hash; nothing else may lack one.
    constraint ck_source_file_hashed check (sha256 is not null or state = 'quarantined'),
    constraint ck_source_file_size_bytes check (size_bytes >= 0),
    constraint ck_source_file_attempts check (attempts >= 0),
    constraint ck_source_file_reason_code check ((state = 'quarantined') = (reason_code is not null)),
    constraint ck_source_file_duplicate_of check (
        (state = 'duplicate') = (duplicate_of is not null) and duplicate_of <> source_file_id
    ),
    constraint ck_source_file_claim check (
        state <> 'claimed' or num_nulls(claim_id, lease_until, claimed_at) = 0
    ),
    constraint ck_source_file_finished check (
        (state in ('loaded', 'duplicate', 'quarantined')) = (finished_at is not null)
    )
);

-- The same bytes under a second name are a row of their own, state duplicate; all others know a file by its bytes.
create unique index uq_source_file_sha256 on ops.source_file (sha256) where state <> 'duplicate';
create index ix_source_file_open on ops.source_file (state, source_file_id) where state in ('pending', 'claimed');
create index ix_source_file_run on ops.source_file (run_id, state);
create index ix_source_file_duplicate_of on ops.source_file (duplicate_of) where duplicate_of is not null;

create table ops.quarantine (
    quarantine_id bigint not null generated always as identity,
    source_file_id bigint not null,
    record integer,
    reason_code text not null,
    detail text not null,
    head bytea,
    created_at timestamptz not null default now(),
    run_id bigint,
    constraint pk_quarantine primary key (quarantine_id),
    constraint uq_quarantine_source_file_record unique nulls not distinct (source_file_id, record),
    constraint fk_quarantine_source_file foreign key (source_file_id) references ops.source_file (source_file_id),
    constraint fk_quarantine_run foreign key (run_id) references ops.run (run_id),
    constraint ck_quarantine_record check (record >= 0)
);

create index ix_quarantine_run on ops.quarantine (run_id);
create index ix_quarantine_reason_code on ops.quarantine (reason_code);

create table ops.check_result (
    run_id bigint not null,
    check_name text not null,
    severity text not null,
    row_count bigint not null,
    sample jsonb not null default '[]',
    checked_at timestamptz not null default now(),
    constraint pk_check_result primary key (run_id, check_name),
    constraint fk_check_result_run foreign key (run_id) references ops.run (run_id),
    constraint ck_check_result_severity check (severity in ('error', 'warn')),
    constraint ck_check_result_row_count check (row_count >= 0),
    constraint ck_check_result_sample check (jsonb_typeof(sample) = 'array')
);

create table ops.applied_file (
    path text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    constraint pk_applied_file primary key (path)
);

-- --------------------------------------------------------------------------------------------------------------- news

create table news.source (
    source_id bigint not null generated always as identity,
    name text not null,
    first_seen_at timestamptz not null default now(),
    constraint pk_source primary key (source_id),
    constraint uq_source_name unique (name)
);

create table news.article (
    article_id bigint not null generated always as identity,
    content_id text not null,
    source_file_id bigint not null,
    record integer not null,
    source_id bigint,
    language_code text not null,
    language_confidence double precision not null,
    title text not null,
    text text not null,
    url text,
    author text,
    agency text,
    published_at text,
    published_on date,
    published_basis text,
    dateline_place text,
    dateline_country text,
    dateline_start integer,
    dateline_end integer,
    tone_score double precision not null,
    tone_label text not null,
    rules_version text not null,
    loaded_at timestamptz not null default now(),
    constraint pk_article primary key (article_id),
    constraint uq_article_content_id unique (content_id),
    constraint uq_article_source_file_record unique (source_file_id, record),
    constraint fk_article_source_file foreign key (source_file_id) references ops.source_file (source_file_id),
    constraint fk_article_source foreign key (source_id) references news.source (source_id),
    constraint fk_article_language foreign key (language_code) references ref.language (language_code),
    constraint fk_article_dateline_country foreign key (dateline_country) references ref.party (party_code),
    constraint ck_article_content_id check (content_id ~ '^[0-9a-f]{64}$'),
    constraint ck_article_record check (record >= 0),
    constraint ck_article_language_confidence check (language_confidence between 0 and 1),
    constraint ck_article_published_basis check (published_basis in ('metadata', 'markup', 'dateline', 'argument')),
    constraint ck_article_published check (
        num_nulls(published_at, published_basis) in (0, 2) and (published_at is not null or published_on is null)
    ),
    constraint ck_article_dateline check (
        num_nulls(dateline_place, dateline_start, dateline_end) in (0, 3)
        and (dateline_place is not null or dateline_country is null)
        and dateline_start >= 0 and dateline_start < dateline_end
    ),
    constraint ck_article_tone_score check (tone_score between -1 and 1),
    constraint ck_article_tone_label check (tone_label in ('negative', 'neutral', 'positive'))
);

create index ix_article_source on news.article (source_id);
create index ix_article_language on news.article (language_code);
create index ix_article_published_on on news.article (published_on);

create table news.article_copy (
    source_file_id bigint not null,
    record integer not null,
    article_id bigint not null,
    uri text not null,
    url text,
    source_id bigint,
    seen_at timestamptz not null default now(),
    constraint pk_article_copy primary key (source_file_id, record),
    constraint fk_article_copy_source_file foreign key (source_file_id) references ops.source_file (source_file_id),
    constraint fk_article_copy_article foreign key (article_id) references news.article (article_id) on delete cascade,
    constraint fk_article_copy_source foreign key (source_id) references news.source (source_id),
    constraint ck_article_copy_record check (record >= 0)
);

create index ix_article_copy_article on news.article_copy (article_id);
create index ix_article_copy_source on news.article_copy (source_id);

-- No index on party_code: the largest table, and news.article_party answers who is named where.
create table news.mention (
    article_id bigint not null,
    number integer not null,
    party_code text not null,
    kind text not null,
    surface text not null,
    start_offset integer not null,
    end_offset integer not null,
    constraint pk_mention primary key (article_id, number),
    constraint fk_mention_article foreign key (article_id) references news.article (article_id) on delete cascade,
    constraint fk_mention_party foreign key (party_code) references ref.party (party_code),
    constraint ck_mention_kind check (kind in ('name', 'demonym', 'place', 'body')),
    constraint ck_mention_offsets check (start_offset >= 0 and start_offset < end_offset)
);

create table news.article_party (
    article_id bigint not null,
    party_code text not null,
    mentions integer not null,
    salience double precision not null,
    constraint pk_article_party primary key (article_id, party_code),
    constraint fk_article_party_article foreign key (article_id)
    references news.article (article_id) on delete cascade,
    constraint fk_article_party_party foreign key (party_code) references ref.party (party_code),
    constraint ck_article_party_mentions check (mentions >= 1),
    constraint ck_article_party_salience check (salience between 0 and 1)
);

create index ix_article_party_party on news.article_party (party_code);

create table news.article_dyad (
    article_id bigint not null,
    a_party text not null,
    b_party text not null,
    events integer not null,
    cooperation integer not null,
    conflict integer not null,
    tone double precision not null,
    constraint pk_article_dyad primary key (article_id, a_party, b_party),
    constraint fk_article_dyad_article foreign key (article_id) references news.article (article_id) on delete cascade,
    constraint fk_article_dyad_a_party foreign key (a_party) references ref.party (party_code),
    constraint fk_article_dyad_b_party foreign key (b_party) references ref.party (party_code),
    -- The extraction orders by code point; the database's own collation may not.
    constraint ck_article_dyad_order check (a_party < b_party collate "C"),
    constraint ck_article_dyad_counts check (least(events, cooperation, conflict) >= 0),
    constraint ck_article_dyad_tone check (tone between -1 and 1)
);

create index ix_article_dyad_parties on news.article_dyad (a_party, b_party);
create index ix_article_dyad_b_party on news.article_dyad (b_party);

create table news.article_sector (
    article_id bigint not null,
    sector_code text not null,
    mentions integer not null,
    evidence_start integer not null,
    evidence_end integer not null,
    constraint pk_article_sector primary key (article_id, sector_code),
    constraint fk_article_sector_article foreign key (article_id)
    references news.article (article_id) on delete cascade,
    constraint fk_article_sector_sector foreign key (sector_code) references ref.sector (sector_code),
    constraint ck_article_sector_mentions check (mentions >= 1),
    constraint ck_article_sector_evidence check (evidence_start >= 0 and evidence_start < evidence_end)
);

create index ix_article_sector_sector on news.article_sector (sector_code);

create table news.person (
    person_id bigint not null generated always as identity,
    article_id bigint not null,
    number integer not null,
    name text not null,
    constraint pk_person primary key (person_id),
    constraint uq_person_article_number unique (article_id, number),
    constraint fk_person_article foreign key (article_id) references news.article (article_id) on delete cascade,
    constraint ck_person_name check (name <> '')
);

create index ix_person_name on news.person (name);

create table news.person_role (
    article_id bigint not null,
    person_number integer not null,
    number integer not null,
    role_code text not null,
    party_code text,
    surface text not null,
    start_offset integer not null,
    end_offset integer not null,
    constraint pk_person_role primary key (article_id, person_number, number),
    constraint fk_person_role_person foreign key (article_id, person_number)
    references news.person (article_id, number) on delete cascade,
    constraint fk_person_role_role foreign key (role_code) references ref.role (role_code),
    constraint fk_person_role_party foreign key (party_code) references ref.party (party_code),
    constraint ck_person_role_offsets check (start_offset >= 0 and start_offset < end_offset)
);

create index ix_person_role_party_role on news.person_role (party_code, role_code);

create table news.person_mention (
    article_id bigint not null,
    person_number integer not null,
    number integer not null,
    start_offset integer not null,
    end_offset integer not null,
    constraint pk_person_mention primary key (article_id, person_number, number),
    constraint fk_person_mention_person foreign key (article_id, person_number)
    references news.person (article_id, number) on delete cascade,
    constraint ck_person_mention_offsets check (start_offset >= 0 and start_offset < end_offset)
);

create table news.event (
    event_id bigint not null generated always as identity,
    article_id bigint not null,
    number integer not null,
    type text not null,
    mode text,
    quad_class smallint not null,
    cameo text not null,
    goldstein double precision not null,
    actor_party text not null,
    recipient_party text not null,
    is_symmetric boolean not null,
    status text not null,
    event_date date,
    date_text text,
    date_precision text,
    date_basis text,
    place_name text,
    place_country text,
    evidence_start integer not null,
    evidence_end integer not null,
    confidence double precision not null,
    rule text not null,
    rules_version text not null,
    constraint pk_event primary key (event_id),
    constraint uq_event_article_number unique (article_id, number),
    constraint fk_event_article foreign key (article_id) references news.article (article_id) on delete cascade,
    -- Holds for events with a mode; where the mode is null, ck_event_type is what guards the type.
    constraint fk_event_event_type foreign key (type, mode) references ref.event_type (type, mode),
    constraint fk_event_actor_party foreign key (actor_party) references ref.party (party_code),
    constraint fk_event_recipient_party foreign key (recipient_party) references ref.party (party_code),
    constraint fk_event_place_country foreign key (place_country) references ref.party (party_code),
    constraint ck_event_type check (
        type in (
            'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
            'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
        )
    ),
    constraint ck_event_quad_class check (quad_class between 1 and 4),
    constraint ck_event_goldstein check (goldstein between -10 and 10),
    constraint ck_event_parties check (actor_party <> recipient_party),
    constraint ck_event_status check (status in ('occurred', 'ongoing', 'planned', 'possible', 'denied')),
    constraint ck_event_date_precision check (date_precision in ('day', 'month', 'year')),
    constraint ck_event_date_basis check (date_basis in ('text', 'text+published', 'published')),
    constraint ck_event_date check (
        num_nulls(date_text, date_precision, date_basis) in (0, 3) and (date_text is not null or event_date is null)
    ),
    constraint ck_event_date_text check (date_text ~ '^(\d{4}(-\d{2}(-\d{2})?)?|--\d{2}(-\d{2})?)$'),
    constraint ck_event_evidence check (evidence_start >= 0 and evidence_start < evidence_end),
    constraint ck_event_confidence check (confidence between 0 and 1)
);

create index ix_event_actor_recipient_date on news.event (actor_party, recipient_party, event_date);
create index ix_event_recipient_party on news.event (recipient_party, event_date);
create index ix_event_event_date on news.event (event_date);
create index ix_event_date_text on news.event (date_text text_pattern_ops) where event_date is null;
create index ix_event_type_mode on news.event (type, mode, event_date);

create table news.event_person (
    article_id bigint not null,
    event_number integer not null,
    person_number integer not null,
    constraint pk_event_person primary key (article_id, event_number, person_number),
    constraint fk_event_person_event foreign key (article_id, event_number)
    references news.event (article_id, number) on delete cascade,
    constraint fk_event_person_person foreign key (article_id, person_number)
    references news.person (article_id, number) on delete cascade
);

create index ix_event_person_person on news.event_person (article_id, person_number);

create table news.event_sector (
    article_id bigint not null,
    event_number integer not null,
    sector_code text not null,
    constraint pk_event_sector primary key (article_id, event_number, sector_code),
    constraint fk_event_sector_event foreign key (article_id, event_number)
    references news.event (article_id, number) on delete cascade,
    constraint fk_event_sector_sector foreign key (sector_code) references ref.sector (sector_code)
);

create index ix_event_sector_sector on news.event_sector (sector_code);

create table news.agreement (
    agreement_id bigint not null generated always as identity,
    article_id bigint not null,
    number integer not null,
    kind text not null,
    title text,
    status text not null,
    evidence_start integer not null,
    evidence_end integer not null,
    confidence double precision not null,
    rule text not null,
    rules_version text not null,
    constraint pk_agreement primary key (agreement_id),
    constraint uq_agreement_article_number unique (article_id, number),
    constraint fk_agreement_article foreign key (article_id) references news.article (article_id) on delete cascade,
    constraint ck_agreement_kind check (
        kind in ('treaty', 'agreement', 'memorandum', 'contract', 'declaration', 'roadmap', 'protocol')
    ),
    constraint ck_agreement_status check (
        status in ('signed', 'intended', 'under_negotiation', 'ratified', 'in_force', 'suspended', 'terminated')
    ),
    constraint ck_agreement_evidence check (evidence_start >= 0 and evidence_start < evidence_end),
    constraint ck_agreement_confidence check (confidence between 0 and 1)
);

create table news.agreement_party (
    article_id bigint not null,
    agreement_number integer not null,
    party_code text not null,
    constraint pk_agreement_party primary key (article_id, agreement_number, party_code),
    constraint fk_agreement_party_agreement foreign key (article_id, agreement_number)
    references news.agreement (article_id, number) on delete cascade,
    constraint fk_agreement_party_party foreign key (party_code) references ref.party (party_code)
);

create index ix_agreement_party_party on news.agreement_party (party_code);

create table news.agreement_sector (
    article_id bigint not null,
    agreement_number integer not null,
    sector_code text not null,
    constraint pk_agreement_sector primary key (article_id, agreement_number, sector_code),
    constraint fk_agreement_sector_agreement foreign key (article_id, agreement_number)
    references news.agreement (article_id, number) on delete cascade,
    constraint fk_agreement_sector_sector foreign key (sector_code) references ref.sector (sector_code)
);

create index ix_agreement_sector_sector on news.agreement_sector (sector_code);
