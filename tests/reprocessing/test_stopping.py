"""Stopped at any point, nothing is half-written, and going on completes the work."""

import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from etl import reprocessing
from etl.reprocessing import Chosen
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect
from tests.reprocessing.aging import OLD_RULES, compare_all, write
from tests.reprocessing.conftest import Ready
from tests.reprocessing.dying import APPLYING, COMPARING
from tests.warehouse import natural_keys
from tests.warehouse.builders import fetch

pytestmark = pytest.mark.slow
SECONDS = 90
BATCH = 5


def _killed(point: str, url: str, number: int) -> None:
    """Goes on in another process until it is killed, and waits until the server has noticed its end."""
    command = [sys.executable, "-m", "tests.reprocessing.dying", point, url, str(number)]
    done = subprocess.run(command, cwd=PROJECT_ROOT, timeout=SECONDS, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with closing(connect(url)) as connection:
        deadline = time.monotonic() + 20
        while fetch(connection, _OTHERS):
            assert time.monotonic() < deadline, "the killed process's session is still there"
            time.sleep(0.02)


_OTHERS = """select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"""


@pytest.mark.parametrize("point", APPLYING)
def test_going_on_completes_what_was_killed_while_it_was_written(point: str, ready: Ready, compared_url: str) -> None:
    _killed(point, compared_url, ready.number)
    with closing(connect(compared_url)) as connection:
        found = fetch(connection, "select state, count(*) from ops.reprocessing_article group by 1")
        states = {str(state): int(str(count)) for state, count in found}
        articles = sum(states.values())
        applied = {"after the commit": BATCH, "in the middle of merging": articles}.get(point)
        assert states.get("applied") == applied
        mixed = """select from news.article as a inner join news.event as e using (article_id)
            where a.rules_version <> e.rules_version"""
        assert fetch(connection, mixed) == []
        ((old,),) = fetch(connection, "select count(*) from news.article where rules_version = %s", OLD_RULES)
        assert old == articles - (applied or 0)
    write(compared_url, ready.number)
    assert natural_keys.rows(compared_url) == ready.expected


@pytest.mark.parametrize("point", COMPARING)
def test_going_on_completes_what_was_killed_while_it_was_compared(point: str, ready: Ready, old_url: str) -> None:
    settings = Settings(database_url=old_url)
    chosen = Chosen(languages=("de",), is_other_rules_only=True)
    number = reprocessing.begin_reprocessing(settings, "killed", chosen, 2)
    _killed(point, old_url, number)
    with closing(connect(old_url)) as connection:
        ((kept,),) = fetch(connection, "select count(*) from ops.reprocessing_article where state <> 'waiting'")
        assert kept == (2 if point == "after the comparison is committed" else 0)
        assert reprocessing.begin_reprocessing(settings, "killed", chosen, 2) == number  # the run's name is the same
    compare_all(old_url, number)
    assert reprocessing.what_changes(settings, number)[1]["waiting"] == 0
    with ready.copy(ready.compared) as compared:
        assert _changes(old_url) == _changes(compared, "de")


def _changes(url: str, language: str | None = None) -> list[tuple[object, ...]]:
    with closing(connect(url)) as connection:
        return fetch(
            connection,
            """select article_id, number, kind, change, reasons, before, after from ops.reprocessing_change
            where coalesce(%s, language_code) = language_code order by 1, 2""",
            language,
        )
