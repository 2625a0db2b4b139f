"""Killed at any point, the next night completes the work: nothing lost, nothing twice, and no waiting for a lease."""

import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from tests.warehouse.builders import facts, fetch, incidents, occurrences, states
from tests.warehouse.dying import POINTS, POISON, night

FILES = 5
SECONDS = 60


def _fill(inbox: Path) -> None:
    for path in sorted(PROJECT_ROOT.glob("seeds/articles/en/*.txt"))[:FILES]:
        shutil.copy(path, inbox)


def _night_elsewhere(point: str, url: str, inbox: Path, run_key: str) -> int:
    """The exit code of a night in another process, once the server has noticed its end."""
    command = [sys.executable, "-m", "tests.warehouse.dying", point, url, str(inbox), run_key]
    done = subprocess.run(command, cwd=PROJECT_ROOT, timeout=SECONDS, check=False, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    with closing(connect(url)) as connection:
        connection.autocommit = True
        deadline = time.monotonic() + 10
        while _others(connection):
            assert time.monotonic() < deadline, "the killed process's session is still there"
            time.sleep(0.02)
    return done.returncode


def _others(connection: object) -> bool:
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            """select from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"""
        )
        return bool(cursor.rowcount)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, server: object) -> tuple[list[str], list[str]]:
    """What a night that nothing disturbs makes of the inbox."""
    from tests.conftest import temporary_database

    inbox = tmp_path_factory.mktemp("undisturbed")
    _fill(inbox)
    with temporary_database(server) as url:  # type: ignore[arg-type]
        assert night(url, inbox, "night")["loaded"] == FILES
        found = facts(url) + incidents(url), _names(url)
    assert any(row.startswith('["event"') for row in found[0]), "the articles have to say something"
    return found


def _names(url: str) -> list[str]:
    return [f"{content_id} {Path(str(uri)).name} {record}" for content_id, uri, record, _ in occurrences(url)]


@pytest.mark.slow
@pytest.mark.parametrize("point", [point for point in POINTS if point != "poison"])
def test_next_night_completes_the_work(
    point: str, database_url: str, tmp_path: Path, undisturbed: tuple[list[str], list[str]]
) -> None:
    _fill(tmp_path)
    assert _night_elsewhere(point, database_url, tmp_path, "killed") == -signal.SIGKILL
    with closing(connect(database_url)) as connection:
        left = {"after the scan": "pending", "after the commit": "loaded"}.get(point, "claimed")
        ended = ["loaded"] * FILES if point == "in the middle of merging" else [left] * 3 + ["pending"] * 2
        assert Counter(states(connection).values()) == Counter(ended)
        night(database_url, tmp_path, "next")
        assert set(states(connection).values()) == {"loaded"}
        assert len(states(connection)) == FILES
        assert fetch(connection, "select state from ops.run where run_key = 'next'") == [("succeeded",)]
        assert fetch(connection, "select from ops.source_file where lease_until < now()") == []
    assert (facts(database_url) + incidents(database_url), _names(database_url)) == undisturbed


@pytest.mark.slow
def test_a_file_that_kills_its_workers_is_quarantined_and_takes_no_other_with_it(
    database_url: str, tmp_path: Path
) -> None:
    _fill(tmp_path)
    (tmp_path / f"{POISON}.txt").write_text("\nPoison\n\nThe king of Spain met the king of Norway.\n", encoding="utf-8")
    for number in range(3):
        assert _night_elsewhere("poison", database_url, tmp_path, f"night {number}") == -signal.SIGKILL
    assert _night_elsewhere("poison", database_url, tmp_path, "last") == 0
    with closing(connect(database_url)) as connection:
        found = {Path(uri).stem: state for uri, state in states(connection).items()}
        assert found.pop(POISON) == "quarantined:kills_worker"
        assert list(found.values()) == ["loaded"] * FILES
        assert fetch(connection, "select reason_code, detail from ops.quarantine") == [
            ("kills_worker", "3 attempts ended with the death of the worker")
        ]
        assert fetch(connection, "select run_key, state, detail from ops.run order by run_id") == [
            *((f"night {number}", "failed", "interrupted") for number in range(3)), ("last", "succeeded", None),
        ]  # fmt: skip
        assert fetch(connection, "select quarantined from ops.run where run_key = 'last'") == [(1,)]
