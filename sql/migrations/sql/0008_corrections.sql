-- What analysts put right. A correction names its fact by what outlasts a reprocessing: the article's text and what was
-- said where in it, or a person's party and name key. So it can be applied again to whatever is loaded anew.

create table news.correction (
    correction_id bigint not null generated always as identity,
    kind text not null,
    corrected_by text not null default session_user,
    corrected_at timestamptz not null default now(),
    reason text not null,
    content_id text,
    type text,
    mode text,
    parties text[],
    evidence_start integer,
    evidence_end integer,
    has_siblings boolean not null default false,
    party_code text,
    alias_key text,
    other_key text,
    side text,
    value text,
    previous text,
    said jsonb not null,
    undone_by text,
    undone_at timestamptz,
    undone_why text,
    constraint pk_correction primary key (correction_id),
    constraint fk_correction_party foreign key (party_code) references ref.party (party_code),
    constraint ck_correction_kind check (
        kind in (
            'reject_event', 'event_party', 'event_status', 'event_date', 'reject_agreement', 'merge_persons',
            'part_persons'
        )
    ),
    constraint ck_correction_reason check (reason ~ '\S'),
    constraint ck_correction_target check (
        case
            when kind in ('merge_persons', 'part_persons')
                then num_nulls(party_code, alias_key, other_key) = 0 and content_id is null
            else num_nulls(content_id, type, parties, evidence_start, evidence_end) = 0 and party_code is null
        end
    ),
    constraint ck_correction_side check (
        (kind = 'event_party') = (side is not null) and side in ('actor', 'recipient')
    ),
    constraint ck_correction_value check (
        value is not null or kind in ('reject_event', 'event_date', 'reject_agreement', 'part_persons')
    ),
    constraint ck_correction_undone check (num_nulls(undone_by, undone_at, undone_why) in (0, 3)),
    constraint ck_correction_undone_why check (undone_why ~ '\S')
);

create index ix_correction_content on news.correction (content_id) where undone_at is null;
create index ix_correction_party on news.correction (party_code) where undone_at is null;

create function ops.keep_corrections() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    undoing constant text[] := array['undone_by', 'undone_at', 'undone_why'];
begin
    if tg_op = 'UPDATE' then
        if old.undone_at is null and to_jsonb(new) - undoing = to_jsonb(old) - undoing then
            return new;
        end if;
    end if;
    raise exception using
        errcode = 'integrity_constraint_violation',
        message = 'corrections are kept as they were made',
        hint = 'news.undo_correction takes one back, and a new one says what is right.';
end
$$;

create trigger keep_corrections before update or delete on news.correction
for each row execute function ops.keep_corrections();
create trigger keep_all_corrections before truncate on news.correction
for each statement execute function ops.keep_corrections();

alter table news.event
add column is_rejected boolean not null default false,
add column extracted jsonb;

alter table news.article_agreement
add column is_rejected boolean not null default false;

-- Aliases that have to find their person again because a correction of theirs came or went.
create table ops.unsettled (
    note_id bigint not null generated always as identity,
    alias_id bigint not null,
    constraint pk_unsettled primary key (note_id),
    constraint fk_unsettled_alias foreign key (alias_id) references news.person_alias (alias_id) on delete cascade
);

alter table news.person_alias
drop constraint ck_person_alias_joined_by,
add constraint ck_person_alias_joined_by check (
    joined_by in (
        'itself', 'order', 'fewer_names', 'near_spelling', 'fewer_names_undated', 'near_spelling_undated', 'correction'
    )
);

-- The fact that each correction in force is about, by what the extraction said of it. Of several that overlap the one
-- that is told in most of the same words; where the same words told two, status and date have to be the same as well.
create view news.corrected_fact as
select
    correction.correction_id,
    correction.content_id,
    article.article_id,
    found.event_id,
    null::bigint as article_agreement_id
from news.correction
inner join news.article on correction.content_id = article.content_id
cross join
    lateral (
        select said.event_id
        from (
            select
                event.event_id,
                event.number,
                event.evidence_start,
                event.evidence_end,
                coalesce(event.extracted ->> 'actor_party', event.actor_party) as actor,
                coalesce(event.extracted ->> 'recipient_party', event.recipient_party) as recipient,
                coalesce(event.extracted ->> 'status', event.status) as status,
                case when event.extracted is null then event.date_text else event.extracted ->> 'date_text' end
                    as date_text
            from news.event
            where
                event.article_id = article.article_id
                and event.type = correction.type
                and event.mode is not distinct from correction.mode
                and event.evidence_start < correction.evidence_end
                and event.evidence_end > correction.evidence_start
        ) as said
        where
            (
                not correction.has_siblings
                or (
                    said.status = correction.said ->> 'status'
                    and said.date_text is not distinct from correction.said ->> 'date_text'
                )
            )
            and (
                (said.actor = any(correction.parties) and said.recipient = any(correction.parties))
                -- or new rules find by themselves which party it is
                or (
                    correction.kind = 'event_party'
                    and correction.value in (said.actor, said.recipient)
                    and correction.parties && array[said.actor, said.recipient]
                    and correction.previous not in (said.actor, said.recipient)
                )
            )
        order by
            least(said.evidence_end, correction.evidence_end)
            - greatest(said.evidence_start, correction.evidence_start) desc,
            said.evidence_end - said.evidence_start,
            said.status = correction.said ->> 'status' desc,
            (said.date_text is not distinct from correction.said ->> 'date_text') desc,
            said.number
        limit 1
    ) as found
where correction.undone_at is null and correction.content_id is not null and correction.kind <> 'reject_agreement'
union all
select
    correction.correction_id,
    correction.content_id,
    article.article_id,
    null::bigint as event_id,
    found.article_agreement_id
from news.correction
inner join news.article on correction.content_id = article.content_id
cross join
    lateral (
        select said.article_agreement_id
        from news.article_agreement as said
        where
            said.article_id = article.article_id
            and said.kind = correction.type
            and said.parties = correction.parties
            and said.evidence_start < correction.evidence_end
            and said.evidence_end > correction.evidence_start
            and (not correction.has_siblings or said.status = correction.said ->> 'status')
        order by
            least(said.evidence_end, correction.evidence_end)
            - greatest(said.evidence_start, correction.evidence_start) desc,
            said.evidence_end - said.evidence_start,
            said.status = correction.said ->> 'status' desc,
            said.number
        limit 1
    ) as found
where correction.undone_at is null and correction.kind = 'reject_agreement';

create function ops.refuse(what text, remedy text) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = 'invalid_parameter_value', message = what, hint = remedy;
end
$$;

create function ops.check_reason(reason text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if reason is null or reason !~ '\S' then
        perform ops.refuse('a correction needs a reason', 'Say in a few words how you know, for whoever asks later.');
    end if;
end
$$;

create function news.undo_correction(correction_id bigint, reason text) returns bigint language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    taken news.correction;
begin
    perform ops.check_reason(undo_correction.reason);
    -- One after the other at one article: as entering a correction does.
    perform from news.article as a inner join news.correction as c using (content_id)
    where c.correction_id = undo_correction.correction_id for no key update of a;
    select * into taken from news.correction as c
    where c.correction_id = undo_correction.correction_id for update;
    if not found then
        perform ops.refuse(format('there is no correction %s', coalesce(undo_correction.correction_id::text, 'null')),
            'report.correction and `dyadwire correct list` have their numbers.');
    elsif taken.undone_at is not null then
        perform ops.refuse(
            format('correction %s was undone by %s on %s', taken.correction_id, taken.undone_by, taken.undone_at::date),
            'To have it in force again, make the correction anew.');
    end if;
    update news.correction as c set undone_by = session_user, undone_at = now(), undone_why = undo_correction.reason
    where c.correction_id = taken.correction_id;
    if taken.content_id is not null then
        perform ops.apply_corrections(
            array(select a.article_id from news.article as a where a.content_id = taken.content_id));
    else
        insert into ops.unsettled (alias_id)
        select p.alias_id from news.person_alias as p
        where p.party_code = taken.party_code and p.alias_key in (taken.alias_key, taken.other_key) order by 1;
    end if;
    return taken.correction_id;
end
$$;

revoke all on function news.undo_correction(bigint, text) from public;
