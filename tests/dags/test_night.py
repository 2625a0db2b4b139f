"""A night through the real scheduler into a real warehouse; the next one finds nothing; a third is red."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg2
import pytest
from pydantic import SecretStr

from etl.local import record
from etl.local.airflow_api import AirflowApi, TaskState
from etl.local.configuration import ADMIN, PARALLELISM, REPORTS_DAG_ID, REWORK_POOL, load_secrets
from etl.settings import PROJECT_ROOT, Settings
from tests.alerting.listening import HttpListener, http_listener
from tests.local.commands import night_settings, run_command
from tests.local.leftovers import await_nobody

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SAMPLES = sorted((PROJECT_ROOT / "seeds" / "articles").glob("*/*"))
BROKEN = '{"title": "cut off in the mid'


@dataclass(frozen=True, slots=True)
class Night:
    """What a `make run` printed, and what Airflow and the warehouse hold of it."""

    code: int
    printed: str
    tasks: dict[str, TaskState]
    announced: dict[str, Any] | None
    run: tuple[Any, ...]

    def state(self, task: str) -> str | None:
        return self.tasks[task].state


def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    running = record.read(settings.state_dir)
    assert running is not None
    with closing(psycopg2.connect(running.database_url)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def a_night(settings: Settings) -> Night:
    """`make run` while `make up` is running, and what it left."""
    code, printed = run_command("run", settings)
    run = rows(settings, "select run_key, state from ops.run order by run_id desc limit 1")[0]
    with airflow(settings) as api:
        tasks = {task.task: task for task in api.tasks(run[0])}
        return Night(code, printed, tasks, api.announced(run[0]), run)


def airflow(settings: Settings) -> closing[AirflowApi]:
    """The running Airflow's API."""
    running = record.read(settings.state_dir)
    assert running is not None
    return closing(AirflowApi(running.url, load_secrets(settings.state_dir).admin_password))


@pytest.fixture(scope="module")
def listener() -> Iterator[HttpListener]:
    """A webhook that hears the alerts."""
    with http_listener() as running:
        yield running


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, listener: HttpListener) -> Iterator[Settings]:
    """A running installation with an inbox of two samples and one broken file."""
    state_dir = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    state_dir.chmod(0o711)
    inbox = tmp_path_factory.mktemp("inbox")
    for sample in SAMPLES[:2]:
        shutil.copy(sample, inbox)
    (inbox / "broken.json").write_text(BROKEN, encoding="utf-8")
    chosen = night_settings(state_dir, inbox).model_copy(
        update={
            "alert_webhook_url": SecretStr(listener.url),
            "late_after_minutes": 0.05,  # every run is late
            "brief_dir": state_dir / "pages",
            "backup_dir": state_dir / "backups",
        }
    )
    code, printed = run_command("up", chosen)
    try:
        assert code == 0, printed
        assert load_secrets(state_dir).admin_password in printed
        yield chosen
    finally:
        code, printed = run_command("down", chosen)
        await_nobody(state_dir, seconds=30)
        shutil.rmtree(state_dir)
    assert (code, printed.splitlines()[-1]) == (0, "Stopped.")


@pytest.fixture(scope="module")
def first(settings: Settings) -> Night:
    return a_night(settings)


@pytest.fixture(scope="module")
def second(settings: Settings, first: Night) -> Night:
    return a_night(settings)


@pytest.fixture(scope="module")
def third(settings: Settings, second: Night) -> Night:
    """More than the half of its files is broken."""
    for number in range(3):
        (Path(settings.inbox) / f"broken_{number}.json").write_text(f"{BROKEN} {number}", encoding="utf-8")
    return a_night(settings)


def test_the_first_night_is_green_with_a_visible_count(first: Night) -> None:
    assert first.code == 0, first.printed
    assert {task.state for task in first.tasks.values()} == {"success"}
    assert first.tasks["load_batch"].label == "batch 1: 2 loaded, 1 quarantined"
    assert "batch 1: 2 loaded, 1 quarantined" in first.printed
    assert first.run[1] == "succeeded"


def test_the_ledger_holds_every_file(settings: Settings, first: Night) -> None:
    held = rows(settings, "select state, reason_code, uri from ops.source_file order by source_file_id limit 3")
    assert sorted((state, reason) for state, reason, _ in held) == [
        ("loaded", None),
        ("loaded", None),
        ("quarantined", "malformed"),
    ], held


def test_the_night_is_announced_with_its_counts(first: Night) -> None:
    assert first.announced is not None
    assert (first.announced["loaded"], first.announced["quarantined"]) == (2, 1)
    assert all(isinstance(count, int) for count in first.announced.values())


def test_the_report_quotes_what_was_loaded(settings: Settings, first: Night) -> None:
    evidence = rows(settings, "select left(evidence, 20) from report.event limit 1")
    assert evidence
    assert "Events" in first.printed


def test_the_page_is_served_by_who_cannot_write(settings: Settings, first: Night) -> None:
    running = record.read(settings.state_dir)
    assert running is not None
    assert httpx.get(f"{running.url}/relations/", trust_env=False).status_code == 401
    login = {"username": ADMIN, "password": load_secrets(settings.state_dir).admin_password}
    token = httpx.post(f"{running.url}/auth/token", json=login, trust_env=False).json()["access_token"]
    page = httpx.get(
        f"{running.url}/relations/", headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False
    )
    assert page.status_code == 200
    assert "<b>3</b> files" in page.text
    assert "<code>malformed</code>" in page.text
    # Read by a login of its own, which may not even correct a fact.
    may = """select rolsuper, pg_has_role(rolname, 'dyadwire_loader', 'member') from pg_roles
        where rolname = 'dyadwire_page'"""
    assert rows(settings, may) == [(False, False)]


def test_the_second_night_finds_nothing_and_is_green(settings: Settings, second: Night) -> None:
    assert second.code == 0, second.printed
    assert f"Nothing new in {settings.inbox}." in second.printed
    assert second.state("load_batch") == "skipped"
    assert second.state("check_night") == "success"
    assert second.announced is not None
    assert second.announced["loaded"] == 0
    assert rows(settings, "select count(*) from news.article") == [(2,)]


def test_a_night_of_broken_files_is_red_and_shows_why(third: Night) -> None:
    assert third.code == 1
    assert third.state("load_batch") == "success"
    assert third.state("check_night") == "failed"
    assert third.state("publish_articles") == "upstream_failed"
    assert third.state("close_night") == "success"
    assert third.tasks["check_night"].try_number == 1  # no retry: it would fail again
    assert third.announced is None
    assert third.run[1] == "failed"
    assert "check_night, the last lines of its log" in third.printed
    assert "DYADWIRE_QUARANTINE_SHARE" in third.printed


def test_an_announced_night_refreshes_the_reports_and_writes_the_brief(settings: Settings, first: Night) -> None:
    for line in (
        "refresh_views: success",
        "check_warehouse: success",
        "write_brief: success",
        "publish_reports: success",
    ):
        assert line in first.printed
    (page,) = settings.briefs.glob("brief-*.html")
    assert "<html" in page.read_text(encoding="utf-8")
    with airflow(settings) as api:
        (event,) = [
            event for event in api.events(REPORTS_DAG_ID) if event["source_run_id"].startswith("asset_triggered")
        ][:1]
    assert event["extra"]["brief"] == str(page)


def test_a_red_night_refreshes_nothing(third: Night) -> None:
    assert "refresh_views" not in third.printed


def test_a_red_night_and_a_late_one_are_told_of(listener: HttpListener, third: Night) -> None:
    def told(kind: str) -> set[tuple[str, str]]:
        return {(notice["dag"], notice["run"]) for notice in listener.heard if notice["kind"] == kind}

    red = ("ingest_articles", third.run[0])
    deadline = time.monotonic() + 60
    while not (red in told("failed") and red in told("late")) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert told("failed") == {red}
    assert red in told("late")


def test_rework_has_a_pool_that_leaves_a_slot_to_the_night(settings: Settings, first: Night) -> None:
    with airflow(settings) as api:
        assert 1 <= api.pool_slots(REWORK_POOL) < PARALLELISM


def test_the_upkeep_runs_in_the_rework_pool_and_backs_up(settings: Settings) -> None:
    with airflow(settings) as api:
        api.await_dag(datetime.min.replace(tzinfo=UTC), 90, "maintain_warehouse")
        run_id = api.trigger("maintain_warehouse")
        states = [state for state, _ in api.follow(run_id, "maintain_warehouse")]
        tasks = {task.task: task.state for task in api.tasks(run_id, "maintain_warehouse")}
    assert states[-1] == "success", tasks
    assert len(tasks) == 7 and set(tasks.values()) == {"success"}
    assert settings.backup_dir is not None
    assert len(list(settings.backup_dir.glob("dyadwire-*.dump"))) == 1
    assert set(told_runs(settings, "maintain_warehouse")) == {run_id}


def told_runs(settings: Settings, dag_id: str) -> Iterator[str | None]:
    """Whose each line of ours says that it is, in the logs of a DAG's tasks."""
    for log in (settings.state_dir / "airflow" / "logs").glob(f"dag_id={dag_id}/**/*.log"):
        for line in map(json.loads, log.read_text(encoding="utf-8").splitlines()):
            if str(line.get("logger", "")).startswith("etl."):
                yield line.get("run")


REPROCESS = "reprocess_articles"


def reprocess(settings: Settings, **params: Any) -> tuple[str, dict[str, TaskState], str]:
    """A run of the DAG with these params, to its end: its state, its tasks, and what it showed."""
    with airflow(settings) as api:
        run_id = api.trigger(REPROCESS, **params)
        *_, (state, tasks) = api.follow(run_id, REPROCESS)
        (shown,) = (task for task in tasks if task.task == "show_changes")
        return state, {task.task: task for task in tasks}, "\n".join(api.log_lines(run_id, shown, 80, REPROCESS))


@pytest.fixture(scope="module")
def lost(settings: Settings, first: Night) -> int:
    """Takes the events out of the warehouse, as other rules that had not found them; answers how many there were."""
    ((events,),) = rows(settings, "select count(*) from news.event")
    running = record.read(settings.state_dir)
    assert running is not None
    with closing(psycopg2.connect(running.database_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("delete from news.event; update news.article set rules_version = 'old'")
    assert isinstance(events, int)
    return events


def test_a_reprocessing_is_shown_and_then_written(settings: Settings, lost: int, third: Night) -> None:
    assert lost
    state, tasks, shown = reprocess(settings)
    assert state == "success", shown
    assert tasks["compare_batch"].label == "batch 1: 2 changed, 0 same, 0 failed"
    assert (tasks["apply_batch"].state, tasks["publish_articles"].state) == ("skipped", "skipped")
    assert "Dry run: nothing was written" in shown
    ((number, gained),) = rows(
        settings,
        """select reprocessing_id, sum(gained)::integer from report.reprocessing_sum where kind = 'event' group by 1""",
    )
    assert gained == lost
    assert rows(settings, "select count(*) from news.event") == [(0,)]

    state, tasks, shown = reprocess(settings, resume=number, dry_run=False)
    assert state == "success", shown
    assert {task.state for name, task in tasks.items() if name != "compare_batch"} == {"success"}
    assert tasks["apply_batch"].label == "batch 1: 2 applied, 0 outdated, 0 failed"
    assert rows(settings, "select count(*), count(distinct rules_version) from news.event") == [(lost, 1)]
    assert rows(settings, "select state, applied_articles from report.reprocessing") == [("applied", 2)]
    with airflow(settings) as api:
        assert [event["extra"]["pairs"] > 0 for event in api.events(REPROCESS)] == [True]
