-- Corrections of what one article says of an event or an agreement. What the extraction said is kept in the row as long as a correction
-- is in force, so that a row is always: what was extracted, and every correction in force, in the order they were made.

-- What merging has to look at again when this event changes: its own day, that of the incident that it is part of,
-- and those of near-duplicates, which are dated by the first report of their story.
create function ops.note_event(changing bigint) returns void language sql set search_path = pg_catalog, pg_temp as $$
    insert into ops.unmerged (a_party, b_party, type, told_on)
    select mate.a_party, mate.b_party, mate.type, mate.told_on
    from news.event as e
    cross join lateral (
        select e.article_id
        union
        select other.article_id from news.story_article as own
        inner join news.story_article as other using (story_id) where own.article_id = e.article_id) as near
    inner join news.event as mate on near.article_id = mate.article_id
        and e.a_party = mate.a_party and e.b_party = mate.b_party and e.type = mate.type
    where e.event_id = changing
    union
    select i.a_party, i.b_party, i.type, i.incident_date
    from news.incident_event as x inner join news.incident as i using (incident_id)
    where x.event_id = changing
$$;

-- The parties of an event once one side is another; the one that is put right is known by its code, for new rules may
-- have turned the event round.
create function ops.with_party(parties text[], side text, value text, previous text) returns text[] language sql
immutable set search_path = pg_catalog, pg_temp as $$
    select case when side = 'actor' then array[value, other] else array[other, value] end
    from (select case
        when value = parties[1] then parties[2] when value = parties[2] then parties[1]
        when previous = parties[1] then parties[2] when previous = parties[2] then parties[1]
        when side = 'actor' then parties[2] else parties[1] end) as rest (other)
$$;

-- An event as it was extracted.
create function ops.as_extracted(told news.event) returns news.event language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    told.is_rejected := false;
    if told.extracted is not null then
        told := jsonb_populate_record(told, told.extracted);
        told.extracted := null;
    end if;
    return told;
end
$$;

-- An event once this correction is applied to it.
create function ops.corrected(told news.event, fix news.correction) returns news.event language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
    parties text[];
begin
    if fix.kind = 'reject_event' then
        told.is_rejected := true;
        return told;
    end if;
    told.extracted := coalesce(told.extracted, jsonb_build_object(
        'actor_party', told.actor_party, 'recipient_party', told.recipient_party, 'status', told.status,
        'told_on', told.told_on, 'event_date', told.event_date, 'date_text', told.date_text,
        'date_precision', told.date_precision, 'date_basis', told.date_basis));
    if fix.kind = 'event_party' then
        parties := ops.with_party(array[told.actor_party, told.recipient_party], fix.side, fix.value, fix.previous);
        told.actor_party := parties[1];
        told.recipient_party := parties[2];
    elsif fix.kind = 'event_status' then
        told.status := fix.value;
    elsif fix.kind = 'event_date' then
        told.date_text := fix.value;
        told.date_basis := case when fix.value is not null then 'text' end;
        told.date_precision := case
            when fix.value ~ '^(\d{4}|-)-\d{2}-\d{2}$' then 'day' when fix.value ~ '-\d{2}$' then 'month'
            when fix.value is not null then 'year' end;
        told.event_date := case when fix.value not like '--%' then rpad(fix.value, 10, '-01-01')::date end;
    end if;
    -- As the loader has it: a plan without a date is for some day to come.
    told.told_on := case
        when told.date_text is not null then told.event_date
        when told.status not in ('planned', 'possible')
            then (select a.published_on from news.article as a where a.article_id = told.article_id) end;
    -- Only the table can make them, and it does.
    told.a_party := least(told.actor_party collate "C", told.recipient_party collate "C");
    told.b_party := greatest(told.actor_party collate "C", told.recipient_party collate "C");
    return told;
end
$$;

-- Brings agreements of these articles to what is rejected of them; answers how many changed.
create function ops.reject_agreements(articles bigint[]) returns integer language sql
set search_path = pg_catalog, pg_temp as $$
    with judged as (
        select g.article_agreement_id, g.article_agreement_id in (
            select f.article_agreement_id from news.corrected_fact as f
            where f.article_id = any(articles) and f.article_agreement_id is not null) as is_rejected
        from news.article_agreement as g where g.article_id = any(articles)),
    changed as (
        update news.article_agreement as g set is_rejected = judged.is_rejected
        from judged
        where g.article_agreement_id = judged.article_agreement_id and g.is_rejected <> judged.is_rejected
        returning g.parties, g.article_id),
    noted as (
        insert into ops.unmerged_agreement (parties, article_id) select distinct parties, article_id from changed)
    select count(*)::integer from changed
$$;

-- Brings the facts of these articles to what was extracted and is corrected; answers how many changed.
create function ops.apply_corrections(articles bigint[]) returns integer language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare
    before news.event;
    told news.event;
    fix news.correction;
    content text;
    changed integer := 0;
begin
    -- Held to the end of the transaction: who takes one back meanwhile waits, and finds what is being loaded here.
    perform from news.correction as c inner join news.article as a using (content_id)
    where a.article_id = any(articles) and c.undone_at is null order by c.correction_id for share of c;
    for before in
        select e.* from news.event as e
        where e.article_id = any(articles) and (e.extracted is not null or e.is_rejected or e.event_id in (
            select f.event_id from news.corrected_fact as f where f.article_id = any(articles)))
        order by e.event_id for no key update
    loop
        told := ops.as_extracted(before);
        -- By a value, not by a join: so the planner takes the corrections of this article alone.
        select a.content_id into content from news.article as a where a.article_id = before.article_id;
        for fix in
            select c.* from news.corrected_fact as f inner join news.correction as c using (correction_id)
            where f.content_id = content and f.event_id = before.event_id order by c.correction_id
        loop
            told := ops.corrected(told, fix);
        end loop;
        if told is distinct from before then
            perform ops.note_event(told.event_id);
            update news.event as e set actor_party = told.actor_party, recipient_party = told.recipient_party,
                status = told.status, told_on = told.told_on, event_date = told.event_date, date_text = told.date_text,
                date_precision = told.date_precision, date_basis = told.date_basis, is_rejected = told.is_rejected,
                extracted = told.extracted
            where e.event_id = told.event_id;
            perform ops.note_event(told.event_id);
            changed := changed + 1;
        end if;
    end loop;
    return changed + ops.reject_agreements(articles);
end
$$;

-- Checks, enters and applies a correction of an event; answers its number.
create function ops.correct_event(
    target bigint, kind text, side text, value text, reason text
) returns bigint language plpgsql set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
    told news.event;
    made bigint;
    previous text;
    what constant text := split_part(kind, '_', 2);
    spoken jsonb;
begin
    perform ops.check_reason(reason);
    -- One after the other at one article, so that two corrections never wait for each other.
    perform from news.article as a inner join news.event as e using (article_id)
    where e.event_id = target for no key update of a;
    select * into told from news.event as e where e.event_id = target;
    if not found then
        perform ops.refuse(format('there is no event %s', coalesce(target::text, 'null')),
            'report.event has their numbers; what is loaded anew gets new ones.');
    end if;
    previous := case kind
        when 'event_party' then case side when 'actor' then told.actor_party else told.recipient_party end
        when 'event_status' then told.status
        when 'event_date' then told.date_text end;
    if kind = 'reject_event' and told.is_rejected then
        perform ops.refuse(format('event %s is rejected already', target),
            'report.correction says by which correction; news.undo_correction takes that one back.');
    elsif kind <> 'reject_event' and value is not distinct from previous then
        perform ops.refuse(
            format('the %s of event %s is %s already', coalesce(side, what), target, coalesce(value, 'unknown')),
            'Nothing has to be put right there; look at the number and at what is wrong.');
    end if;
    spoken := jsonb_build_object('actor_party', told.actor_party, 'recipient_party', told.recipient_party,
        'status', told.status, 'date_text', told.date_text) || coalesce(told.extracted, '{}') || jsonb_build_object(
        'is_symmetric', told.is_symmetric, 'rule', told.rule, 'rules_version', told.rules_version,
        'confidence', told.confidence, 'number', told.number);
    insert into news.correction (kind, reason, content_id, type, mode, parties, evidence_start, evidence_end, side,
        value, previous, said, has_siblings)
    select kind, reason, a.content_id, told.type, told.mode, pair.codes, told.evidence_start, told.evidence_end, side,
        value, previous, spoken || jsonb_build_object('evidence',
            substr(a.text, told.evidence_start + 1, told.evidence_end - told.evidence_start)),
        exists (
            select from news.event as e where e.article_id = told.article_id and e.event_id <> told.event_id
            and e.type = told.type and e.mode is not distinct from told.mode
            and e.evidence_start < told.evidence_end and e.evidence_end > told.evidence_start
            and coalesce(e.extracted ->> 'actor_party', e.actor_party) = any(pair.codes)
            and coalesce(e.extracted ->> 'recipient_party', e.recipient_party) = any(pair.codes))
    from news.article as a cross join lateral (
        select array_agg(code order by code collate "C")
        from unnest(array[spoken ->> 'actor_party', spoken ->> 'recipient_party']) as party (code)) as pair (codes)
    where a.article_id = told.article_id
    returning correction_id into made;
    if not exists (
        select from news.corrected_fact as f where f.correction_id = made and f.event_id = target
        and f.article_id = told.article_id) then
        perform ops.refuse(format('event %s cannot be told from another of its article', target),
            'The other has the same parties, type, words, date and status: correct that one.');
    end if;
    perform ops.apply_corrections(array[told.article_id]);
    return made;
end
$$;

create function news.reject_agreement(article_agreement_id bigint, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    told news.article_agreement;
    made bigint;
begin
    perform ops.check_reason(reject_agreement.reason);
    perform from news.article as a inner join news.article_agreement as g using (article_id)
    where g.article_agreement_id = reject_agreement.article_agreement_id for no key update of a;
    select * into told from news.article_agreement as g
    where g.article_agreement_id = reject_agreement.article_agreement_id;
    if not found then
        perform ops.refuse(
            format('there is no agreement %s told by an article', coalesce(reject_agreement.article_agreement_id::text, 'null')),
            'report.agreement_evidence has their numbers; what is loaded anew gets new ones.');
    elsif told.is_rejected then
        perform ops.refuse(format('agreement %s told by an article is rejected already', told.article_agreement_id),
            'report.correction says by which correction; news.undo_correction takes that one back.');
    end if;
    insert into news.correction (kind, reason, content_id, type, parties, evidence_start, evidence_end, said,
        has_siblings)
    select 'reject_agreement', reject_agreement.reason, a.content_id, told.kind, told.parties, told.evidence_start,
        told.evidence_end, jsonb_build_object('status', told.status, 'title', told.title, 'rule', told.rule,
            'rules_version', told.rules_version, 'confidence', told.confidence, 'number', told.number, 'evidence',
            substr(a.text, told.evidence_start + 1, told.evidence_end - told.evidence_start)),
        exists (
            select from news.article_agreement as g where g.article_id = told.article_id and g.number <> told.number
            and g.kind = told.kind and g.parties = told.parties
            and g.evidence_start < told.evidence_end and g.evidence_end > told.evidence_start)
    from news.article as a where a.article_id = told.article_id
    returning correction_id into made;
    if not exists (
        select from news.corrected_fact as f
        where f.correction_id = made and f.article_agreement_id = told.article_agreement_id) then
        perform ops.refuse(
            format('agreement %s cannot be told from another of its article', told.article_agreement_id),
            'The other has the same kind, parties, words and status: reject that one.');
    end if;
    perform ops.apply_corrections(array[told.article_id]);
    return made;
end
$$;

create function news.reject_event(event_id bigint, reason text) returns bigint language sql
security definer set search_path = pg_catalog, pg_temp as $$
    select ops.correct_event(event_id, 'reject_event', null, null, reason)
$$;

create function news.set_event_party(event_id bigint, side text, party text, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if side is null or side not in ('actor', 'recipient') then
        perform ops.refuse(format('%L is no side of an event', side), 'A side is actor or recipient.');
    elsif not exists (select from ref.party as p where p.party_code = party) or party is null then
        perform ops.refuse(format('there is no party %L', party), 'ref.party has the codes: KAZ, EU ...');
    end if;
    return ops.correct_event(event_id, 'event_party', side, party, reason);
end
$$;

create function news.set_event_status(event_id bigint, status text, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if status is null or status not in ('occurred', 'ongoing', 'planned', 'possible', 'denied') then
        perform ops.refuse(format('%L is no status of an event', status),
            'A status is occurred, ongoing, planned, possible or denied.');
    end if;
    return ops.correct_event(event_id, 'event_status', null, status, reason);
end
$$;

create function news.set_event_date(event_id bigint, date_text text, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- A leap year where the text leaves the year open.
    full_text constant text := rpad(regexp_replace(date_text, '^--', '2000-'), 10, '-01-01');
    is_date boolean := coalesce(date_text, '2000') ~ '^(\d{4}(-\d{2}(-\d{2})?)?|--\d{2}(-\d{2})?)$';
begin
    if is_date and date_text is not null then
        begin
            is_date := to_char(full_text::date, 'YYYY-MM-DD') = full_text;
        exception when datetime_field_overflow or invalid_datetime_format then
            is_date := false;
        end;
    end if;
    if not is_date then
        perform ops.refuse(format('%L is no date', date_text),
            'A date is 2025-04-23, 2025-04 or 2025; --04-23 or --04 where the year is open; null where none is known.');
    end if;
    return ops.correct_event(event_id, 'event_date', null, date_text, reason);
end
$$;

revoke all on function ops.apply_corrections(bigint[]) from public;
revoke all on function news.reject_agreement(bigint, text) from public;
revoke all on function news.reject_event(bigint, text) from public;
revoke all on function news.set_event_party(bigint, text, text, text) from public;
revoke all on function news.set_event_status(bigint, text, text) from public;
revoke all on function news.set_event_date(bigint, text, text) from public;
