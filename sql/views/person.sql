create materialized view report.person as
with worded as (
    select
        article_person.alias_id,
        case when article_person.alias_id is null then article_person.name end as unlinked_name,
        person_role.role_code,
        person_role.party_code,
        person_role.surface,
        count(distinct article_person.article_id) as articles,
        min(article.published_on) as first_on,
        max(article.published_on) as last_on
    from news.article_person
    inner join news.article on article_person.article_id = article.article_id
    left join news.person_role
        on article_person.article_id = person_role.article_id and article_person.number = person_role.person_number
    where article.is_latest
    group by
        article_person.alias_id,
        case when article_person.alias_id is null then article_person.name end,
        person_role.role_code,
        person_role.party_code,
        person_role.surface
),

-- Of somebody known by a party, offices of that party alone: others are what some article got wrong, or gives in passing.
named as (
    select
        person.person_id,
        coalesce(shown.name, worded.unlinked_name) as name,
        coalesce(person.party_code, worded.party_code) as party_code,
        case when person.party_code is null or person.party_code = worded.party_code then worded.role_code end
            as role_code,
        worded.surface,
        sum(worded.articles) as articles,
        min(worded.first_on) as first_on,
        max(worded.last_on) as last_on
    from worded
    left join news.person_alias on worded.alias_id = person_alias.alias_id
    left join news.person on person_alias.person_id = person.person_id
    left join news.person_alias as shown on person.party_code = shown.party_code and person.alias_key = shown.alias_key
    group by
        person.person_id,
        coalesce(shown.name, worded.unlinked_name),
        coalesce(person.party_code, worded.party_code),
        case when person.party_code is null or person.party_code = worded.party_code then worded.role_code end,
        worded.surface
),

held as (
    select
        named.person_id,
        named.name,
        named.party_code,
        named.role_code,
        sum(named.articles)::bigint as articles,
        min(named.first_on) as first_on,
        max(named.last_on) as last_on,
        (array_agg(named.surface order by named.articles desc, named.surface asc))[1] as surface,
        bool_or(named.role_code is not null) over (
            partition by named.person_id, named.name, named.party_code
        ) as has_office
    from named
    group by named.person_id, named.name, named.party_code, named.role_code
)

select
    held.person_id,
    held.name,
    held.party_code,
    party.name as party_name,
    held.role_code,
    role.name as role_name,
    role.rank,
    held.first_on,
    held.last_on,
    held.articles,
    case when held.role_code is not null then held.surface end as surface
from held
left join ref.party on held.party_code = party.party_code
left join ref.role on held.role_code = role.role_code
where held.role_code is not null or not held.has_office;

create unique index uq_person_office on report.person (person_id, name, party_code, role_code) nulls not distinct;
create index ix_person_office on report.person (party_code, role_code, last_on);
create index ix_person_name on report.person (name);

comment on materialized view report.person is 'One row a person and office that articles give them, across articles, languages and spellings; a person without an office has one row with none.';
comment on column report.person.person_id is 'The person; null where no article says whom the person acts for, so that they are known by name alone.';
comment on column report.person.name is 'The name to show: in Latin letters if any article has it so, the fullest, the most frequent. report.person_name has all.';
comment on column report.person.party_code is 'The party that the person acts for; null if unknown.';
comment on column report.person.party_name is 'Its English name.';
comment on column report.person.role_code is 'The kind of office; null if no article gives one.';
comment on column report.person.role_name is 'English name of the office.';
comment on column report.person.rank is 'Rank of the office, 1 the highest; null without one.';
comment on column report.person.first_on is 'First day of publication of an article that says so; null if none has one.';
comment on column report.person.last_on is 'Last day of publication of an article that says so; null if none has one.';
comment on column report.person.articles is 'Articles that say so; without an office, those that name the person.';
comment on column report.person.surface is 'The words that give the office, the most frequent ones.';
