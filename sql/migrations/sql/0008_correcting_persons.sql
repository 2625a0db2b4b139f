-- Corrections of who is one person. They name aliases, by party and name key; the next merging follows them.

create function ops.unsettle(party text, keys text[]) returns void language sql
set search_path = pg_catalog, pg_temp as $$
    insert into ops.unsettled (alias_id)
    select a.alias_id from news.person_alias as a where a.party_code = party and a.alias_key = any(keys) order by 1
$$;

-- The correction in force that makes two aliases one, by itself or with others; null where none does.
create function ops.merged_by(party text, one text, other text) returns bigint language sql stable
set search_path = pg_catalog, pg_temp as $$
    with recursive reached (alias_key, correction_id, path) as (
        select one, null::bigint, array[one]
        union all
        select edge.into_key, c.correction_id, r.path || edge.into_key
        from reached as r
        inner join news.correction as c on c.kind = 'merge_persons' and c.party_code = party and c.undone_at is null
            and r.alias_key in (c.alias_key, c.other_key)
        cross join lateral (
            select case when c.alias_key = r.alias_key then c.other_key else c.alias_key end) as edge (into_key)
        where edge.into_key <> all(r.path)
    )
    select correction_id from reached where alias_key = other and correction_id is not null order by 1 limit 1
$$;

create function news.merge_persons(person_id bigint, into_person_id bigint, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    one news.person;
    other news.person;
    standing bigint;
    made bigint;
begin
    perform ops.check_reason(merge_persons.reason);
    select p.* into one from news.person as p where p.person_id = merge_persons.person_id;
    select p.* into other from news.person as p where p.person_id = merge_persons.into_person_id;
    if one is null or other is null then
        perform ops.refuse(format('there is no person %s', coalesce(
                case when one is null then merge_persons.person_id else merge_persons.into_person_id end::text, 'null')),
            'report.person has their numbers; who was merged is found under the number of the other.');
    elsif one.person_id = other.person_id then
        perform ops.refuse(format('person %s is the same person', one.person_id), 'Name two different ones.');
    elsif one.party_code <> other.party_code then
        perform ops.refuse(format('person %s is of %s, person %s of %s',
                one.person_id, one.party_code, other.person_id, other.party_code),
            'Only persons who act for one party are made one: the other may have become somebody of another party.');
    end if;
    standing := ops.merged_by(one.party_code, one.alias_key, other.alias_key);
    if standing is not null then
        perform ops.refuse(format('correction %s makes them one already', standing),
            'It shows once the next merging has been done: each night, or at once by `dyadwire correct`.');
    end if;
    select c.correction_id into standing
    from news.correction as c
    inner join news.person_alias as a on a.party_code = c.party_code and a.alias_key = c.alias_key
    inner join news.person_alias as b on b.party_code = c.party_code and b.alias_key = c.other_key
    where c.kind = 'part_persons' and c.undone_at is null and c.party_code = one.party_code
    and one.person_id in (a.person_id, b.person_id) and other.person_id in (a.person_id, b.person_id)
    order by c.correction_id limit 1;
    if standing is not null then
        perform ops.refuse(format('correction %s says that they are two', standing),
            format('If it is wrong, undo it first: select news.undo_correction(%s, ''why'').', standing));
    end if;
    insert into news.correction (kind, reason, party_code, alias_key, other_key, value, previous, said)
    select 'merge_persons', merge_persons.reason, one.party_code, one.alias_key, other.alias_key, b.name, a.name,
        jsonb_build_object('name', a.name, 'other_name', b.name)
    from news.person_alias as a inner join news.person_alias as b using (party_code)
    where a.party_code = one.party_code and a.alias_key = one.alias_key and b.alias_key = other.alias_key
    returning correction_id into made;
    perform ops.unsettle(one.party_code, array[one.alias_key, other.alias_key]);
    return made;
end
$$;

create function news.part_persons(alias_id bigint, from_alias_id bigint, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    one news.person_alias;
    other news.person_alias;
    standing bigint;
    made bigint;
begin
    perform ops.check_reason(part_persons.reason);
    select a.* into one from news.person_alias as a where a.alias_id = part_persons.alias_id;
    select a.* into other from news.person_alias as a where a.alias_id = part_persons.from_alias_id;
    if one.alias_id is null or other.alias_id is null then
        perform ops.refuse(format('there is no alias %s', coalesce(
                case when one.alias_id is null then part_persons.alias_id else part_persons.from_alias_id end::text,
                'null')),
            'report.person_name has their numbers: one for each name of a person.');
    elsif one.alias_id = other.alias_id then
        perform ops.refuse(format('alias %s cannot be parted from itself', one.alias_id), 'Name two different ones.');
    elsif one.party_code <> other.party_code then
        perform ops.refuse(format('alias %s is of %s, alias %s of %s',
            one.alias_id, one.party_code, other.alias_id, other.party_code), 'Those are never taken for one person.');
    end if;
    select c.correction_id into standing from news.correction as c
    where c.kind = 'part_persons' and c.undone_at is null and c.party_code = one.party_code
    and one.alias_key in (c.alias_key, c.other_key) and other.alias_key in (c.alias_key, c.other_key);
    if standing is not null then
        perform ops.refuse(format('correction %s says so already', standing),
            'It shows once the next merging has been done: each night, or at once by `dyadwire correct`.');
    end if;
    standing := ops.merged_by(one.party_code, one.alias_key, other.alias_key);
    if standing is not null then
        perform ops.refuse(format('correction %s makes them one', standing),
            format('If it is wrong, undo it: select news.undo_correction(%s, ''why'').', standing));
    end if;
    insert into news.correction (kind, reason, party_code, alias_key, other_key, value, previous, said)
    values ('part_persons', part_persons.reason, one.party_code, one.alias_key, other.alias_key, null, null,
        jsonb_build_object('name', one.name, 'other_name', other.name))
    returning correction_id into made;
    perform ops.unsettle(one.party_code, array[one.alias_key, other.alias_key]);
    return made;
end
$$;

revoke all on function news.merge_persons(bigint, bigint, text) from public;
revoke all on function news.part_persons(bigint, bigint, text) from public;
