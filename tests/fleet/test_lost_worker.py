"""One of two workers is killed half-way; the night ends green, with every article once and none by halves."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fleet.installation import REDIS, WORKERS, fleet
from tests.fleet.night import FAULTS, Outcome, night_with_a_loss, rows, warehouse_url
from tests.ui.site import Site
from tests.warehouse.builders import facts
from tests.warehouse.dying import night

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(REDIS is None, reason="Redis is not installed"),
    pytest.mark.skipif("LONG_TESTS" not in os.environ, reason="minutes; LONG_TESTS=1 make test, or make scale"),
]

ARTICLES = 1200
BATCH = 80
LOST, STAYS = WORKERS
SECONDS = 600
COMPARED = 20


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Two workers; that one is lost is noticed soon, and what it had taken is soon given to the other as well."""
    hurried = {"HEARTBEAT_SECONDS": "20", "REDELIVER_SECONDS": "25"}
    with fleet(ARTICLES, ("en", "ru"), BATCH_SIZE=str(BATCH), **hurried) as running:
        yield running


@pytest.fixture(scope="module")
def outcome(site: Site) -> Outcome:
    return night_with_a_loss(site, ARTICLES, LOST, SECONDS)


def test_the_night_is_green_and_its_batches_were_tried_again(outcome: Outcome) -> None:
    assert outcome.state == "success", outcome.tasks
    assert {task.state for task in outcome.tasks} == {"success"}
    assert len(outcome.batches) == ARTICLES // BATCH
    assert ARTICLES / 2 <= outcome.loaded_before < ARTICLES
    assert 1 <= len(outcome.tried_again) < len(outcome.batches) / 2


def test_the_lost_worker_stays_lost_and_the_other_is_well(site: Site, outcome: Outcome) -> None:
    assert site.health(STAYS) == 0
    assert min(_executed(site, name) for name in WORKERS) >= 2


def _executed(site: Site, worker: str) -> int:
    return (site.folder / f"{worker}.log").read_text(encoding="utf-8").count("Executing workload in Celery: ")


def test_every_article_is_there_once(site: Site, outcome: Outcome) -> None:
    once = (ARTICLES, ARTICLES)
    assert rows(site, "select state, count(*), count(distinct sha256) from ops.source_file group by 1") == [
        ("loaded", *once)
    ]
    assert rows(site, "select count(*), count(distinct content_id) from news.article") == [once]
    numbers = rows(site, r"select substring(title from '^\[synthetic (\d+)\]') from news.article")
    files = {path.stem.zfill(7) for path in (site.folder / "inbox").iterdir()}
    assert {number for (number,) in numbers} == files and len(files) == ARTICLES
    assert rows(site, "select (select count(*) from news.article_copy), count(*) from ops.quarantine") == [(0, 0)]
    assert rows(site, "select state, found, loaded, articles from ops.run") == [("succeeded", *once, ARTICLES)]


def test_nothing_is_there_by_halves(site: Site, outcome: Outcome, database_url: str, tmp_path: Path) -> None:
    """What the lost worker had in hand says the same as where nobody disturbs."""
    assert rows(site, FAULTS) == []
    again = rows(
        site,
        """select uri, content_id from ops.source_file inner join news.article using (source_file_id)
        where attempts > 1 order by source_file_id limit %s""",
        COMPARED,
    )
    assert len(again) >= min(COMPARED, BATCH // 2)
    for uri, _ in again:
        shutil.copy(site.folder / "inbox" / Path(uri).name, tmp_path)
    assert night(database_url, tmp_path, "undisturbed")["loaded"] == len(again)
    chosen = {content_id for _, content_id in again}
    assert [row for row in facts(warehouse_url(site)) if json.loads(row)[1] in chosen] == facts(database_url)


def test_no_secret_is_told(site: Site, outcome: Outcome) -> None:
    assert site.secrets_told() == set()
