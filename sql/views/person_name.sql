create or replace view report.person_name as
select
    person_alias.person_id,
    shown.name as person_name,
    person_alias.party_code,
    person_form.name,
    person_form.latin_name,
    person_alias.joined_by,
    person_alias.confidence,
    person_form.articles,
    person_alias.alias_id
from news.person_form
inner join news.person_alias on person_form.alias_id = person_alias.alias_id
inner join news.person on person_alias.person_id = person.person_id
left join news.person_alias as shown on person.party_code = shown.party_code and person.alias_key = shown.alias_key;

comment on view report.person_name is 'One row a person and spelling of a name that articles have for them, in whatever script, and why it is taken for this person''s.';
comment on column report.person_name.person_id is 'The person.';
comment on column report.person_name.person_name is 'The person''s name to show.';
comment on column report.person_name.party_code is 'The party that the person acts for.';
comment on column report.person_name.name is 'The spelling, as articles have it.';
comment on column report.person_name.latin_name is 'The same in lower-case Latin letters.';
comment on column report.person_name.joined_by is 'Why: itself, order (the same names), fewer_names (and the same office), near_spelling (and the only holder of an office then), or an analyst''s correction.';
comment on column report.person_name.confidence is 'How sure that is, 0 to 1.';
comment on column report.person_name.articles is 'Articles that have this spelling.';
comment on column report.person_name.alias_id is 'The name under all its spellings: what news.part_persons asks for.';
