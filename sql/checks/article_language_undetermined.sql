-- severity: warn. Articles in no language that we can tell: too short, or not in the lists.
select
    article_id,
    title,
    language_confidence
from news.article
where language_code = 'und';
