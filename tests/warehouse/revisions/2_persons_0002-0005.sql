insert into news.person (article_id, number, name, latin_name, name_key)
select article_id, number, name, lower(name), name_key
from news.article, (
    values (0, 'Asim Munir', 'asim munir'), (1, 'Jane Doe', 'doe jane'), (2, 'John Roe', 'john roe')
) as named (number, name, name_key);
