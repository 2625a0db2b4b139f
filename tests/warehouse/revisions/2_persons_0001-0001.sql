insert into news.person (article_id, number, name)
select article_id, number, name
from news.article, (values (0, 'Asim Munir'), (1, 'Jane Doe'), (2, 'John Roe')) as named (number, name);
