-- A stretch of days once more, earlier: the same articles under other numbers, days and names of most who are quoted.
-- %(articles)s is how many articles a stretch has, %(shift)s by how many of them and %(days)s by how many days this one
-- lies before the first; bench.rename holds the new names of this stretch, each as long as the old one.

insert into ops.source_file (
    source_file_id, uri, sha256, size_bytes, modified_at, state, first_seen_at, finished_at, run_id, attempts
)
overriding system value
select
    source_file_id - %(shift)s / 10,
    'synthetic:' || lpad((source_file_id - 1 - %(shift)s / 10)::text, 6, '0') || '.jsonl',
    encode(sha256(convert_to('synthetic:' || (source_file_id - %(shift)s / 10), 'UTF8')), 'hex'),
    size_bytes,
    modified_at - %(age)s,
    state,
    first_seen_at - %(age)s,
    finished_at - %(age)s,
    run_id - %(days)s,
    attempts
from ops.source_file
where source_file_id > (%(last)s - %(articles)s) / 10;

create temp table renamed on commit drop as
select
    article_person.article_id,
    article_person.number,
    rename.new_name,
    rename.latin_name,
    rename.name_key,
    person_mention.start_offset
from news.article_person
inner join bench.rename on article_person.name = rename.name
inner join news.person_role
    on article_person.article_id = person_role.article_id and article_person.number = person_role.person_number
    and person_role.number = 0 and person_role.role_code = any(%(voices)s)
inner join news.person_mention
    on article_person.article_id = person_mention.article_id and article_person.number = person_mention.person_number
    and person_mention.number = 0
where article_person.article_id > %(last)s - %(articles)s;

create temp table retold on commit drop as
select
    article.article_id,
    overlay(
        coalesce(
            overlay(
                article.text placing renamed.new_name
                from renamed.start_offset + 1 for char_length(renamed.new_name)
            ),
            article.text
        ) placing lpad((article.article_id - 1 - %(shift)s)::text, 7, '0') from 12 for 7
    ) as text
from news.article
left join renamed on article.article_id = renamed.article_id
where article.article_id > %(last)s - %(articles)s;

insert into news.article (
    article_id, content_id, source_file_id, record, source_id, language_code, language_confidence, title, text, url,
    published_at, published_on, published_basis, tone_score, tone_label, rules_version, notes, is_latest, loaded_at
)
overriding system value
select
    article_id - %(shift)s,
    encode(sha256(convert_to(retold.text, 'UTF8')), 'hex'),
    source_file_id - %(shift)s / 10,
    record,
    source_id,
    language_code,
    language_confidence,
    overlay(title placing lpad((article_id - 1 - %(shift)s)::text, 7, '0') from 12 for 7),
    retold.text,
    split_part(url, '.example/', 1) || '.example/' || to_char(published_on - %(days)s, 'YYYY/MM/DD/')
    || (substring(url from '\d+$')::bigint - %(shift)s),
    to_char(published_on - %(days)s, 'YYYY-MM-DD') || substr(published_at, 11),
    published_on - %(days)s,
    published_basis,
    tone_score,
    tone_label,
    rules_version,
    notes,
    is_latest,
    loaded_at - %(age)s
from news.article
inner join retold using (article_id)
order by article_id;

insert into news.article_copy (source_file_id, record, article_id, uri, url, source_id, seen_at)
select
    source_file_id - %(shift)s / 10,
    record,
    article_id - %(shift)s,
    'synthetic:' || lpad((source_file_id - 1 - %(shift)s / 10)::text, 6, '0') || '.jsonl',
    url,
    source_id,
    seen_at - %(age)s
from news.article_copy
where article_id > %(last)s - %(articles)s;

insert into news.story_article (article_id, story_id, signature, bands)
select
    article_id - %(shift)s,
    story_id - %(shift)s,
    signature,
    array(select band # (%(days)s * 7919) from unnest(bands) as old (band))
from news.story_article
where article_id > %(last)s - %(articles)s
order by article_id;

insert into news.article_person (article_id, number, name, latin_name, name_key)
select
    article_person.article_id - %(shift)s,
    article_person.number,
    coalesce(renamed.new_name, article_person.name),
    coalesce(renamed.latin_name, article_person.latin_name),
    coalesce(renamed.name_key, article_person.name_key)
from news.article_person
left join renamed using (article_id, number)
where article_person.article_id > %(last)s - %(articles)s
order by article_person.article_id, article_person.number;

insert into news.event (
    article_id, number, type, mode, quad_class, cameo, goldstein, actor_party, recipient_party, is_symmetric, status,
    told_on, event_date, date_text, date_precision, date_basis, place_name, place_country, evidence_start, evidence_end,
    confidence, rule, rules_version
)
select
    article_id - %(shift)s,
    number,
    type,
    mode,
    quad_class,
    cameo,
    goldstein,
    actor_party,
    recipient_party,
    is_symmetric,
    status,
    case date_precision when 'day' then told_on - %(days)s else date_trunc('year', told_on - %(days)s)::date end,
    case date_precision when 'day' then event_date - %(days)s else date_trunc('year', told_on - %(days)s)::date end,
    to_char(told_on - %(days)s, case date_precision when 'day' then 'YYYY-MM-DD' else 'YYYY' end),
    date_precision,
    date_basis,
    place_name,
    place_country,
    evidence_start,
    evidence_end,
    confidence,
    rule,
    rules_version
from news.event
where article_id > %(last)s - %(articles)s
order by article_id, number;
