"""The benchmark of a full warehouse: it fills as the loader and the merging would, asks everything, leaves nothing."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from psycopg2 import extensions

from bench.warehouse import filling, multiplying
from bench.warehouse.articles import article
from bench.warehouse.filling import fill
from bench.warehouse.lists import QUESTIONS
from bench.warehouse.merged import write_merged
from bench.warehouse.timing import views
from etl.settings import PROJECT_ROOT
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.checks import run_checks
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.persons import link_persons
from tests.conftest import temporary_state
from tests.warehouse.builders import fetch, incidents, persons

DAY = date(2026, 11, 28)
_INDEXES = "select indexdef from pg_indexes where schemaname in ('news', 'ops') order by 1"
_DIGEST = (
    "import hashlib, datetime; from bench.warehouse.articles import article; "
    "found = [article(n, datetime.date(2026, 11, 28)) for n in range(40)]; "
    "print(hashlib.sha256(repr(found).encode()).hexdigest())"
)


def test_articles_are_the_same_in_every_process() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST], cwd=PROJECT_ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True, timeout=60,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_every_article_says_that_it_is_synthetic() -> None:
    made = [article(number, DAY) for number in range(60)]
    assert all(found.article.title.startswith("[synthetic ") and found.rules_version == "synthetic" for found in made)
    assert len({found.article.content_id for found in made}) == len(made)


def test_a_filled_warehouse_is_what_loading_and_merging_would_make(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (filling, multiplying):
        monkeypatch.setattr(module, "STRETCH", 200)
    with closing(connect(database_url)) as connection:
        indexes = fetch(connection, _INDEXES)
        assert list(fill(database_url, 600, DAY))[-1] == 600
        assert list(write_merged(connection))
        assert fetch(connection, _INDEXES) == indexes
        written = incidents(database_url), persons(database_url)
        faults = {r.name: r.row_count for r in run_checks(connection)}
        assert faults and not any(faults.values()), faults
        _merge_again(connection)
    assert (incidents(database_url), persons(database_url)) == written


def _merge_again(connection: extensions.connection) -> None:
    """Forget what was merged, and merge it by the real merging."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "truncate news.incident, news.incident_event, ops.unmerged, ops.unmerged_agreement, ops.unlinked"
        )
        cursor.execute("update news.article_person set alias_id = null")
        cursor.execute("delete from news.person_alias")
        cursor.execute("delete from news.person")
        cursor.execute(
            "insert into ops.unmerged (a_party, b_party, type, told_on)"
            " select distinct a_party, b_party, type, told_on from news.event"
        )
        cursor.execute("insert into ops.unlinked select article_person_id from news.article_person")
    link_persons(connection)
    merge_incidents(connection)
    merge_agreements(connection)


def test_every_view_is_asked_as_it_is_used() -> None:
    assert set(views()) <= set(QUESTIONS["views"])


@pytest.mark.slow
def test_the_benchmark_runs_and_leaves_nothing_behind(tmp_path: Path) -> None:
    output = tmp_path / "figures.json"
    with temporary_state() as state:
        state.mkdir()
        state.chmod(0o711)
        command = [sys.executable, "-m", "bench.warehouse", "--articles", "300", "--nights", "1"]
        subprocess.run(
            [*command, "--output", str(output)], cwd=PROJECT_ROOT, env=os.environ | {"TMPDIR": str(state)},
            check=True, timeout=110, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        assert not list(state.iterdir())
    figures = json.loads(output.read_text(encoding="utf-8"))
    assert figures["articles"] == 300
    assert {t["name"].removeprefix("report.") for t in figures["timings"]} >= set(views())
    assert not [t for t in figures["timings"] if t["fault"]]
    (night,) = figures["nights"]
    assert night["articles_before"] == 300
    assert [s["name"] for s in night["steps"]][:4] == ["load", "link_persons", "merge_incidents", "merge_agreements"]
    assert {s["table"] for s in figures["sizes"]} >= {"news.article", "news.event", "news.incident", "news.agreement"}
