create or replace view report.person as
select
    article_person.name,
    person_role.role_code,
    role.name as role_name,
    person_role.party_code,
    count(distinct article_person.article_id) as articles,
    mode() within group (order by person_role.surface) as surface,
    min(person_alias.person_id) as person_id
from news.article_person
inner join news.article on article_person.article_id = article.article_id
left join news.person_alias on article_person.alias_id = person_alias.alias_id
left join news.person_role
    on article_person.article_id = person_role.article_id and article_person.number = person_role.person_number
left join ref.role on person_role.role_code = role.role_code
where article.is_latest
group by article_person.name, person_role.role_code, role.name, person_role.party_code;

comment on view report.person is 'One row a name, office and party that articles give together. A name without an office has one row with none.';
comment on column report.person.name is 'The fullest form of the name in an article, without titles.';
comment on column report.person.role_code is 'The kind of office; null if no article gives one.';
comment on column report.person.role_name is 'English name of the office.';
comment on column report.person.party_code is 'Whose office it is; null where no article says.';
comment on column report.person.articles is 'Articles that say so.';
comment on column report.person.surface is 'The words that give the office, the most frequent ones.';
comment on column report.person.person_id is 'The person, under all names and spellings; null where no article says whose office it is.';
