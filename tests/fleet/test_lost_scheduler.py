"""The scheduler is killed half-way, with the tasks that it runs, and started again; the night ends green."""

import os
from collections.abc import Iterator

import pytest

from tests.fleet.installation import one_host
from tests.fleet.night import FAULTS, Outcome, night_with_a_loss, rows
from tests.ui.site import Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif("LONG_TESTS" not in os.environ, reason="minutes; LONG_TESTS=1 make test"),
]

ARTICLES = 1200
BATCH = 80
SECONDS = 600


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One host; that tasks have died is noticed soon."""
    with one_host(ARTICLES, ("en", "ru"), BATCH_SIZE=str(BATCH), HEARTBEAT_SECONDS="20") as running:
        yield running


@pytest.fixture(scope="module")
def outcome(site: Site) -> Outcome:
    return night_with_a_loss(site, ARTICLES, "scheduler", SECONDS, comes_back=True)


def test_the_night_is_green_and_what_was_under_way_was_tried_again(outcome: Outcome) -> None:
    assert outcome.state == "success", outcome.tasks
    assert {task.state for task in outcome.tasks} == {"success"}
    assert len(outcome.batches) == ARTICLES // BATCH
    assert ARTICLES / 2 <= outcome.loaded_before < ARTICLES
    finished = outcome.loaded_before // BATCH - 1  # one may have loaded and not said so
    assert 1 <= len(outcome.tried_again) <= len(outcome.batches) - finished


def test_every_article_is_there_once(site: Site, outcome: Outcome) -> None:
    assert rows(site, FAULTS) == []
    assert rows(site, "select count(*), count(distinct content_id) from news.article") == [(ARTICLES, ARTICLES)]
    assert rows(site, "select state, count(*) from ops.source_file group by 1") == [("loaded", ARTICLES)]
    assert rows(site, "select state, found, loaded, articles from ops.run") == [
        ("succeeded", ARTICLES, ARTICLES, ARTICLES)
    ]
