insert into news.article_person (article_id, number, name, latin_name, name_key)
select article_id, number, name, lower(name), name_key
from news.article, (
    values (0, 'Asim Munir', 'asim munir'), (1, 'Jane Doe', 'doe jane'), (2, 'John Roe', 'john roe')
) as named (number, name, name_key);
-- Two were linked before; the third is still to be.
insert into news.person (party_code, alias_key) values ('PAK', 'asimmunir'), ('PAK', 'doejane');
insert into news.person_alias (
    party_code, alias_key, name, latin_name, tokens, names, party_tokens, articles, person_id
)
select
    party_code, alias_key, name, latin_name, string_to_array(name_key, ' '), name_key,
    array(select party_code || ' ' || word from unnest(string_to_array(name_key, ' ')) as word), 1, person_id
from news.person inner join news.article_person on person.alias_key = replace(article_person.name_key, ' ', '');
insert into news.person_form (alias_id, name, latin_name, tokens, articles)
select alias_id, name, latin_name, tokens, articles from news.person_alias;
insert into news.person_office (alias_id, role_code, first_on, last_on, articles)
select alias_id, 'military', '2026-02-27', '2026-02-27', 1 from news.person_alias where alias_key = 'asimmunir';
update news.article_person set alias_id = person_alias.alias_id
from news.person_alias where replace(article_person.name_key, ' ', '') = person_alias.alias_key;
insert into ops.unlinked (article_person_id) select article_person_id from news.article_person where alias_id is null;
insert into ops.uncounted (alias_id) select alias_id from news.person_alias where alias_key = 'doejane';
