"""What a loader leaves for the merging: whatever an article that came, or of which a copy came, may change."""

from collections.abc import Iterable

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.incidents import LATE

_REACH = 3  # days that an event may reach into another month: a report of the day before, and a telling of that one

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

# A report without a date of its own means a day on which something is told of, if there is one in reach, and so does
# whatever retells it later: where the first day of a story changes its mind, the last one does too.
_EVENTS = f"""
    with told as (
        select distinct e.a_party, e.b_party, e.type, e.told_on
        from touched inner join news.event as e on touched.article_id = e.article_id),
    late as (
        select distinct e.a_party, e.b_party, e.type, mate.article_id
        from told inner join news.event as e on told.a_party = e.a_party and told.b_party = e.b_party
            and told.type = e.type and e.told_on between told.told_on and told.told_on + {LATE}
            and coalesce(e.date_basis, 'published') = 'published'
        inner join news.story_article as own on e.article_id = own.article_id
        inner join news.story_article as mate on own.story_id = mate.story_id),
    again as (
        select a_party, b_party, type, told_on from told
        union
        select late.a_party, late.b_party, late.type, e.told_on
        from late inner join news.event as e on late.article_id = e.article_id and late.a_party = e.a_party
            and late.b_party = e.b_party and late.type = e.type)
    insert into ops.unmerged (a_party, b_party, type, month)
    select distinct a_party, b_party, type, date_trunc('month', told_on + reach.days)::date
    from again cross join (values (-{_REACH}), ({_REACH})) as reach (days) order by 1, 2, 3, 4"""  # noqa: S608  # numbers of ours

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
