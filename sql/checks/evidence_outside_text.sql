-- severity: error. A fact whose offsets lie outside its article's text: its evidence cannot be shown.
-- remedy: somebody changed texts behind the loader: find out who; report it with the rows if nobody did.
select
    fact.kind,
    fact.article_id,
    fact.end_offset,
    char_length(article.text) as text_length
from (
    select 'event' as kind, article_id, evidence_end as end_offset from news.event
    union all
    select 'agreement' as kind, article_id, evidence_end as end_offset from news.article_agreement
    union all
    select 'sector' as kind, article_id, evidence_end as end_offset from news.article_sector
    union all
    select 'mention' as kind, article_id, end_offset from news.mention
    union all
    select 'person_role' as kind, article_id, end_offset from news.person_role
    union all
    select 'person_mention' as kind, article_id, end_offset from news.person_mention
    union all
    select 'dateline' as kind, article_id, dateline_end as end_offset from news.article
) as fact
inner join news.article on fact.article_id = article.article_id
where fact.end_offset > char_length(article.text);
