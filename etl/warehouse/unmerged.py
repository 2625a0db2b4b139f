"""What a loader leaves for the merging: whatever an article that came, or of which a copy came, may change."""

from collections.abc import Iterable

from psycopg2.extensions import cursor as Cursor  # noqa: N812

_REACH = 3  # days that an event may reach into another month: a report of the day before, and a telling of that one

# These articles, those of their stories, and other versions of them.
_TOUCHED = """
    create temp table touched on commit drop as
    select article_id from news.article where article_id = any(%(articles)s)
    union
    select mate.article_id from news.story_article as new
    inner join news.story_article as mate on new.story_id = mate.story_id where new.article_id = any(%(articles)s)
    union
    select other.article_id from news.article as new
    inner join news.article as other on new.url = other.url where new.article_id = any(%(articles)s)"""

_EVENTS = f"""
    insert into ops.unmerged (a_party, b_party, type, month)
    select distinct e.a_party, e.b_party, e.type, date_trunc('month', e.told_on + reach.days)::date
    from touched inner join news.event as e on touched.article_id = e.article_id
    cross join (values (-{_REACH}), ({_REACH})) as reach (days)"""  # noqa: S608  # a number of ours

_AGREEMENTS = """
    insert into ops.unmerged_agreement (parties, article_id)
    select distinct g.parties, g.article_id
    from touched inner join news.article_agreement as g on touched.article_id = g.article_id order by 1, 2"""

_PERSONS = """
    insert into ops.unlinked (article_person_id)
    select article_person_id from news.article_person where article_id = any(%s) order by 1"""


def leave(cursor: Cursor, new: Iterable[int], copied: Iterable[int]) -> None:
    """Note what these new articles change, and those of which a further copy came: more outlets tell of the same."""
    articles = list(new)
    cursor.execute("drop table if exists touched")
    cursor.execute(_TOUCHED, {"articles": [*articles, *copied]})
    cursor.execute(_EVENTS)
    cursor.execute(_AGREEMENTS)
    cursor.execute(_PERSONS, (articles,))
