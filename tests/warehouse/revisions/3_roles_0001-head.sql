-- After whatever table holds the persons of articles.
insert into news.person_role (
    article_id, person_number, number, role_code, party_code, surface, start_offset, end_offset
)
select article_id, 0, 0, 'military', 'PAK', 'army chief', strpos(text, 'army') - 1, strpos(text, 'army') + 9
from news.article;
insert into news.person_mention (article_id, person_number, number, start_offset, end_offset)
select article_id, 0, 0, strpos(text, 'Asim') - 1, strpos(text, 'Asim') + 9 from news.article;
insert into news.event_person (article_id, event_number, person_number)
select article_id, 0, number from (values (0), (1)) as took_part (number), news.article;
