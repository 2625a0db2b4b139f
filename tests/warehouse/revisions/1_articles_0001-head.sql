-- What has had the same form from the first revision on: files in every end state, and what one article says.
insert into ref.party (party_code, kind, name, iso2)
values ('KAZ', 'country', 'Kazakhstan', 'KZ'), ('PAK', 'country', 'Pakistan', 'PK');
insert into ref.language (language_code, name) values ('en', 'English');
insert into ref.role (role_code, name, represents_party) values ('military', 'Military', true);
insert into ref.sector (sector_code, name) values ('defence', 'Defence'), ('peacekeeping', 'Peacekeeping');
insert into ref.event_type (type, mode, cameo, quad_class, goldstein, is_symmetric)
values ('CONSULT', 'visit', '042', 1, 1.9, false);

insert into ops.applied_file (path, sha256) values ('sql/comments/news.sql', repeat('0', 64));
insert into ops.run (run_key, state, started_at, finished_at, found, loaded, duplicates, quarantined, articles, copies)
values ('an earlier night', 'succeeded', '2026-03-01 02:00+00', '2026-03-01 02:05+00', 4, 2, 1, 1, 1, 1);
insert into ops.check_result (run_id, check_name, severity, row_count, sample)
select run_id, 'event_in_the_future', 'warn', 1, '[{"event_id": 1}]' from ops.run;

insert into ops.source_file (uri, sha256, size_bytes, modified_at, state, reason_code, attempts, finished_at, run_id)
select
    file.uri, file.hash, file.size, '2026-02-28 12:00+00', file.state, file.reason, 1, '2026-03-01 02:01+00', run.run_id
from ops.run, (
    values
    (%(visit_uri)s, %(visit_hash)s, %(visit_size)s, 'loaded', null),
    (%(copy_uri)s, %(copy_hash)s, %(copy_size)s, 'loaded', null),
    (%(empty_uri)s, %(empty_hash)s, %(empty_size)s, 'quarantined', 'empty')
) as file (uri, hash, size, state, reason);
insert into ops.source_file (uri, sha256, size_bytes, modified_at, state, duplicate_of, finished_at, run_id)
select %(same_uri)s, sha256, size_bytes, modified_at, 'duplicate', source_file_id, finished_at, run_id
from ops.source_file where uri = %(visit_uri)s;
insert into ops.quarantine (source_file_id, reason_code, detail, head, run_id)
select source_file_id, reason_code, 'the file holds no text', '', run_id from ops.source_file
where state = 'quarantined';

insert into news.source (name) values ('Wire');
insert into news.article (
    content_id, source_file_id, record, source_id, language_code, language_confidence, title, text, url, published_at,
    published_on, published_basis, dateline_place, dateline_country, dateline_start, dateline_end, tone_score,
    tone_label, rules_version, loaded_at
)
select
    encode(sha256(convert_to(%(text)s, 'UTF8')), 'hex'), source_file_id, 0, source_id, 'en', 0.99, %(title)s, %(text)s,
    'https://wire.example/1', '2026-02-27', '2026-02-27', 'metadata', 'ASTANA', 'KAZ', strpos(%(text)s, 'ASTANA') - 1,
    strpos(%(text)s, 'ASTANA') + 5, 0.2, 'positive', 'old', '2026-03-01 02:01+00'
from ops.source_file, news.source where uri = %(visit_uri)s;
insert into news.article_copy (source_file_id, record, article_id, uri, source_id)
select source_file.source_file_id, 0, article_id, uri, source_id from ops.source_file, news.article where uri = %(copy_uri)s;

insert into news.mention (article_id, number, party_code, kind, surface, start_offset, end_offset)
select
    article_id, number, party, 'name', surface, strpos(text, surface) - 1, strpos(text, surface) - 1 + length(surface)
from news.article, (values (0, 'PAK', 'Pakistan'), (1, 'KAZ', 'Kazakhstan')) as named (number, party, surface);
insert into news.article_party (article_id, party_code, mentions, salience)
select article_id, party_code, 1, 0.5 from news.article, ref.party;
insert into news.article_dyad (article_id, a_party, b_party, events, cooperation, conflict, tone)
select article_id, 'KAZ', 'PAK', 1, 1, 0, 0.2 from news.article;
insert into news.article_sector (article_id, sector_code, mentions, evidence_start, evidence_end)
select article_id, 'defence', 1, strpos(text, 'Pakistan') - 1, length(text) from news.article;

insert into news.event (
    article_id, number, type, mode, quad_class, cameo, goldstein, actor_party, recipient_party, is_symmetric, status,
    event_date, date_text, date_precision, date_basis, place_name, place_country, evidence_start, evidence_end,
    confidence, rule, rules_version
)
select
    article_id, number, 'CONSULT', 'visit', 1, '042', 1.9, 'PAK', 'KAZ', false, 'occurred', day::date, day, 'day',
    'text', 'Astana', 'KAZ', strpos(text, 'Pakistan') - 1, length(text), 0.9, 'en.visit', 'old'
from news.article, (values (0, '2026-02-26'), (1, '2026-01-15')) as told (number, day);
insert into news.event_sector (article_id, event_number, sector_code) select article_id, 0, 'defence' from news.article;
