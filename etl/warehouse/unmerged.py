"""What a loader leaves for the merging: whatever an article that came, or of which a copy came, may change."""

from collections.abc import Iterable

from psycopg2.extensions import cursor as Cursor  # noqa: N812

# These articles, other versions of them, and all of the stories of both.
_TOUCHED = """
    create temp table touched on commit drop as
    with given as (
        select article_id from news.article where article_id = any(%(articles)s)
        union
        select other.article_id from news.article as new
        inner join news.article as other on new.url = other.url where new.article_id = any(%(articles)s))
    select article_id from given
    union
    select mate.article_id from given inner join news.story_article as own using (article_id)
    inner join news.story_article as mate on own.story_id = mate.story_id"""

_EVENTS = """
    insert into ops.unmerged (a_party, b_party, type, told_on)
    select distinct e.a_party, e.b_party, e.type, e.told_on
    from touched inner join news.event as e on touched.article_id = e.article_id order by 1, 2, 3, 4"""

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
