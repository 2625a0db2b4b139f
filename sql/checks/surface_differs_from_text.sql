-- severity: error. A mention or office whose words are not what the text has at its offsets.
-- remedy: somebody changed texts behind the loader: find out who; report it with the rows if nobody did.
select
    fact.kind,
    fact.article_id,
    fact.surface,
    substr(article.text, fact.start_offset + 1, fact.end_offset - fact.start_offset) as found
from (
    select 'mention' as kind, article_id, surface, start_offset, end_offset from news.mention
    union all
    select 'person_role' as kind, article_id, surface, start_offset, end_offset from news.person_role
) as fact
inner join news.article on fact.article_id = article.article_id
where fact.surface is distinct from substr(article.text, fact.start_offset + 1, fact.end_offset - fact.start_offset);
