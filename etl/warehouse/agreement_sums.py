"""What an instrument is by all that tell of it: kind, title, status with its history, sectors, counts.

The statements read the temporary table ``changed``, the instruments to be summed up again.
"""

SUM_UP = """
    with told as (
        select x.agreement_id, g.kind, g.title, g.status, g.confidence,
            a.article_id, a.published_on, a.language_code, a.source_id, s.story_id
        from changed as c inner join news.agreement_article as x using (agreement_id)
        inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
        inner join news.article as a on g.article_id = a.article_id
        left join news.story_article as s on a.article_id = s.article_id),
    kinds as (
        select distinct on (agreement_id) agreement_id, kind from told group by agreement_id, kind
        order by agreement_id, (kind = 'agreement'), count(*) desc, kind),
    titles as (
        select distinct on (agreement_id) agreement_id, title from told where title is not null
        group by agreement_id, title
        order by agreement_id, bool_or(language_code = 'en') desc, count(*) desc, title collate "C"),
    reached as (
        select distinct on (agreement_id) agreement_id, status, min(published_on) as status_on from told
        group by agreement_id, status order by agreement_id, array_position(%(stages)s::text[], status) desc),
    copied as (
        select t.agreement_id, array_agg(distinct c.source_id) as sources
        from (select distinct agreement_id, article_id from told) as t
        inner join news.article_copy as c on t.article_id = c.article_id group by t.agreement_id),
    summed as (
        select agreement_id, count(distinct article_id) as articles,
            count(distinct coalesce(story_id, -article_id)) as stories, max(confidence) as confidence,
            array_agg(distinct language_code order by language_code) as languages,
            array_agg(distinct source_id) as sources, min(published_on) as first_on,
            min(published_on) filter (where status = 'signed') as signed_on
        from told group by agreement_id)
    update news.agreement as g set kind = k.kind, title = t.title, status = r.status, status_on = r.status_on,
        signed_on = s.signed_on, first_published_on = s.first_on, articles = s.articles, stories = s.stories,
        outlets = (select count(distinct o) from unnest(s.sources || c.sources) as outlet (o)),
        languages = s.languages, confidence = s.confidence
    from summed as s inner join kinds as k using (agreement_id) inner join reached as r using (agreement_id)
    left join titles as t using (agreement_id) left join copied as c using (agreement_id)
    where g.agreement_id = s.agreement_id"""

HISTORY = (
    """insert into news.agreement_party (agreement_id, party_code)
    select distinct g.agreement_id, party.code from changed inner join news.agreement as g using (agreement_id),
        unnest(g.parties) as party (code) order by 1, 2 on conflict do nothing""",
    "delete from news.agreement_status as s using changed as c where s.agreement_id = c.agreement_id",
    """insert into news.agreement_status (agreement_id, status, first_on, last_on, articles)
    select x.agreement_id, g.status, min(a.published_on), max(a.published_on), count(distinct a.article_id)
    from changed as c inner join news.agreement_article as x using (agreement_id)
    inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
    inner join news.article as a on g.article_id = a.article_id group by 1, 2 order by 1, 2""",
    "delete from news.agreement_sector as s using changed as c where s.agreement_id = c.agreement_id",
    """insert into news.agreement_sector (agreement_id, sector_code, articles)
    select x.agreement_id, s.sector_code, count(distinct s.article_id)
    from changed as c inner join news.agreement_article as x using (agreement_id)
    inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
    inner join news.article_agreement_sector as s on g.article_id = s.article_id and g.number = s.agreement_number
    group by 1, 2 order by 1, 2""",
)
