-- severity: warn. Articles in no language that we can tell: too short, or not in the lists.
-- remedy: look at the articles: what is too short to tell has no facts anyway; a language that is missing needs a lexicon (docs/lexicon.md).
select
    article_id,
    title,
    language_confidence
from news.article
where language_code = 'und';
