"""Stories and versions: the same whatever the order of loading, found by an index, told in the reports."""

import hashlib
import itertools
from collections.abc import Sequence

import pytest
from psycopg2 import extensions

from etl.model import Extraction
from etl.warehouse.reports import refresh_views
from tests.warehouse.builders import BuiltFile, build, changed, fetch, load

WORDS = [f"word{n}" for n in range(300)]


def _article(name: str, words: Sequence[str], **fields: object) -> BuiltFile:
    """A file with an article that says these words."""
    text = f"{name}\n\n{build(0).article.text} " + " ".join(words)
    return BuiltFile(f"file:///{name}", (_with(build(1), name, text, **fields),))


def _with(found: Extraction, title: str, text: str, **fields: object) -> Extraction:
    from dataclasses import replace

    content_id = hashlib.sha256(text.encode()).hexdigest()
    day = fields.pop("published_on", None)
    found = changed(found, title=title, text=text, content_id=content_id, **fields)
    return replace(found, published_at=day, published_basis="metadata" if day else None)  # type: ignore[arg-type]


def _stories(connection: extensions.connection) -> set[frozenset[str]]:
    rows = fetch(
        connection,
        """select array_agg(article.title) from news.story_article inner join news.article using (article_id)
        group by story_id""",
    )
    return {frozenset(titles) for (titles,) in rows}  # type: ignore[call-overload]


A = _article("a", WORDS)
B = _article("b", WORDS[:250])
C = _article("c", WORDS[:205])  # near to b, not to a
OTHER = _article("other", [f"other{n}" for n in range(300)])


@pytest.mark.parametrize("order", list(itertools.permutations([A, B, C, OTHER]))[::4])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_story_is_what_near_duplicates_connect(
    warehouse: extensions.connection, order: Sequence[BuiltFile], at_once: bool
) -> None:
    for files in [list(order)] if at_once else [[file] for file in order]:
        load(warehouse, files)
    assert _stories(warehouse) == {frozenset("abc"), frozenset(["other"])}
    ((lowest,),) = fetch(warehouse, "select count(*) from news.story_article where story_id > article_id")
    assert lowest == 0


def test_loading_again_changes_nothing(warehouse: extensions.connection) -> None:
    load(warehouse, [A, B])
    stored = "select article_id, story_id, signature, bands from news.story_article order by 1"
    before = fetch(warehouse, stored)
    load(warehouse, [BuiltFile("file:///again", A.extractions)])
    assert (
        fetch(warehouse, "select article_id, story_id, signature, bands from news.story_article order by 1") == before
    )


def test_what_is_said_again_a_month_later_is_no_story(warehouse: extensions.connection) -> None:
    load(
        warehouse,
        [_article("a", WORDS, published_on="2025-04-01"), _article("b", WORDS[:280], published_on="2025-05-01")],
    )
    assert _stories(warehouse) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_reports_use_the_latest_version_of_an_address(warehouse: extensions.connection, order: tuple[int, int]) -> None:
    url = "https://a.example/visit"
    versions = [
        _article("old", WORDS, url=url, published_on="2025-04-01"),
        _article("new", WORDS[:290], url=url, published_on="2025-04-02"),
    ]
    for number in order:
        load(warehouse, [versions[number]])
    assert fetch(warehouse, "select title, is_latest from news.article order by 1") == [("new", True), ("old", False)]
    assert {title for (title,) in fetch(warehouse, "select title from report.event")} == {"new"}
    refresh_views(warehouse)
    assert fetch(warehouse, "select articles from report.story") == [(2,)]


def test_a_front_page_has_no_versions(warehouse: extensions.connection) -> None:
    load(warehouse, [_article(name, [f"{name}{n}" for n in range(50)], url="https://a.example/") for name in "ab"])
    assert fetch(warehouse, "select is_latest from news.article") == [(True,), (True,)]
