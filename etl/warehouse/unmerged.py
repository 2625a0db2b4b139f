"""What a loader leaves for the merging: the pairs, types and months in which something came or changed."""

from collections.abc import Iterable

from psycopg2.extensions import cursor as Cursor  # noqa: N812

_REACH = 3  # days that an event may reach into another month: a report of the day before, and a telling of that one

_LEAVE = f"""
    with touched as (
        select mate.article_id from news.story_article as new
        inner join news.story_article as mate on new.story_id = mate.story_id where new.article_id = any(%(articles)s)
        union
        select other.article_id from news.article as new
        inner join news.article as other on new.url = other.url where new.article_id = any(%(articles)s))
    insert into ops.unmerged (a_party, b_party, type, month)
    select distinct e.a_party, e.b_party, e.type, date_trunc('month', e.told_on + reach.days)::date
    from touched inner join news.event as e on touched.article_id = e.article_id
    cross join (values (-{_REACH}), ({_REACH})) as reach (days)"""  # noqa: S608  # a number of ours


_LEAVE_PERSONS = """
    insert into ops.unlinked (article_person_id)
    select article_person_id from news.article_person where article_id = any(%(articles)s) order by 1"""


def leave(cursor: Cursor, articles: Iterable[int]) -> None:
    """Note what these new articles change: their own events, their stories', and those of other versions of them."""
    new = list(articles)
    cursor.execute(_LEAVE, {"articles": new})
    cursor.execute(_LEAVE_PERSONS, {"articles": new})
