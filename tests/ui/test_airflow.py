"""Airflow as operators see it: a night in grid and graph, the assets, and the page; pictures are kept."""

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from etl.local.configuration import ADMIN
from etl.local.databases import WAREHOUSE
from etl.reporting.remedies import REMEDIES
from etl.scheduling.metrics import (
    ARTICLES_LOADED,
    FILES_QUARANTINED,
    FILES_WAITING,
    METRICS,
    QUEUE_AGE,
    STAGE_SECONDS,
)
from etl.settings import PROJECT_ROOT
from etl.stages import STAGES
from etl.warehouse.database import connect
from tests.inbox.bucket import PASSWORD
from tests.ui.hostile import HOSTILE
from tests.ui.installing import airflow, await_end
from tests.ui.otlp import gauges, series
from tests.ui.site import START_SECONDS, STAYING, Site

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PAGES = ("/relations/", "/relations/brief", "/relations/brief.html")
SECONDS = 60_000  # milliseconds, as Playwright counts; a busy machine draws Airflow's pages slowly


@pytest.fixture(scope="module")
def pictures() -> Path:
    folder = PROJECT_ROOT / "artifacts" / "airflow"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _run(site: Site) -> str:
    return f"{site.url}/dags/ingest_articles/runs/{site.run_id}"


@pytest.fixture(scope="module")
def session(browser: Browser, site: Site) -> StorageState:
    """The cookies of somebody who logged in through Airflow's form."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.set_default_timeout(SECONDS)
        page.goto(f"{site.url}/auth/login")
        page.fill("input[name=username]", ADMIN)
        page.fill("input[name=password]", site.secrets["ADMIN_PASSWORD"])
        page.click("button[type=submit]")
        expect(page.get_by_role("link", name="Relations")).to_be_visible(timeout=SECONDS)
        return context.storage_state()


@contextmanager
def opened(browser: Browser, session: StorageState, scheme: str = "light", width: int = 1280) -> Iterator[Page]:
    """An empty page of whoever is logged in; a dialog, or a script that fails, fails the test."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        storage_state=session,
    )
    with closing(context):
        page = context.new_page()
        page.set_default_timeout(SECONDS)
        faults: list[str] = []
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []


@pytest.mark.parametrize("service", STAYING)
def test_every_part_is_healthy_by_its_containers_check(site: Site, service: str) -> None:
    assert site.health(service) == 0


def test_the_health_check_tells_a_server_that_is_not_there(site: Site) -> None:
    broken = replace(site, url="http://127.0.0.1:9")  # nobody listens on the port of discard
    assert broken.health("scheduler") == 1


def test_no_secret_is_in_a_list_of_processes_or_a_log(site: Site) -> None:
    assert site.secrets_told(PASSWORD) == set()


def test_the_password_file_is_its_owners_alone(site: Site) -> None:
    assert (site.folder / "home" / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_logs_are_json_where_that_is_set(site: Site) -> None:
    with site.client() as client:
        client.get("/relations/nowhere")
    deadline = time.monotonic() + 30
    while not (found := _requests(site, "/relations/nowhere")) and time.monotonic() < deadline:
        time.sleep(0.2)  # the answer comes before its line
    assert found == [("GET", 404)]


def _requests(site: Site, path: str) -> list[tuple[str, int]]:
    lines = (site.folder / "api-server.log").read_text(encoding="utf-8").splitlines()
    requests = [json.loads(line) for line in lines if '"http.access"' in line and line.endswith("}")]
    return [(one["method"], one["status_code"]) for one in requests if one["path"] == path]


def test_metrics_reach_a_collector(site: Site, collected: tuple[str, list[tuple[str, bytes]]]) -> None:
    expected = {b"airflow.scheduler_heartbeat", b"airflow.dagrun.duration.success"}
    deadline = time.monotonic() + START_SECONDS  # a run has ended for the API before its metrics are sent
    while expected - (told := _told(collected[1], expected)) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert told == expected
    assert {path for path, _ in list(collected[1])} == {"/v1/metrics"}


def _told(received: list[tuple[str, bytes]], metrics: set[bytes]) -> set[bytes]:
    bodies = [body for _, body in list(received)]
    return {metric for metric in metrics if any(metric in body for body in bodies)}


def test_metrics_of_our_own_say_what_the_night_brought(
    site: Site, collected: tuple[str, list[tuple[str, bytes]]]
) -> None:
    refreshed = series(STAGE_SECONDS.name, stage="refresh")  # the last, by the DAG that follows the night
    deadline = time.monotonic() + START_SECONDS
    while refreshed not in (told := gauges(body for _, body in list(collected[1]))) and time.monotonic() < deadline:
        time.sleep(0.5)
    ours = {name: values for name, values in told.items() if name[0].startswith("airflow.dyadwire.")}
    assert {name for name, _ in ours} == {f"airflow.{metric.name}" for metric in METRICS}
    last = {name: values[-1] for name, values in ours.items()}

    languages = _rows(site, "select language_code, count(*) from news.article group by language_code")
    assert sum(count for _, count in languages) >= 10
    assert {name: value for name, value in last.items() if name[0].endswith("articles.loaded")} == {
        series(ARTICLES_LOADED.name, language=code): count for code, count in languages
    }
    assert {name: value for name, value in last.items() if name[0].endswith("files.quarantined")} == {
        series(FILES_QUARANTINED.name, reason=reason): int(reason == "malformed") for reason in REMEDIES
    }
    waiting = ours[series(FILES_WAITING.name)]
    assert max(waiting) == 12  # after the scan
    assert (waiting[-1], last[series(QUEUE_AGE.name)]) == (0, 0)

    ((night,),) = _rows(site, "select seconds from report.run")
    stages = {stage: last[series(STAGE_SECONDS.name, stage=stage)] for stage in STAGES}
    assert all(seconds > 0 for seconds in stages.values())
    assert sum(stages[stage] for stage in ("read", "extract", "load")) < night  # they took turns: it was one batch


def test_every_line_of_a_tasks_log_says_whose_it_is(site: Site) -> None:
    (log,) = (site.folder / "home" / "logs").glob("dag_id=ingest_articles/run_id=*/task_id=load_batch/**/*.log")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    ours = [line for line in lines if str(line.get("logger", "")).startswith("etl.")]
    assert {line["run"] for line in ours} == {site.run_id}
    assert {line["batch"] for line in ours} == {1}
    (rejected,) = [line for line in ours if "goes to quarantine: malformed" in line["event"]]
    file = _rows(site, "select source_file_id, uri from ops.source_file where state = 'quarantined'")
    assert [(rejected["source_file_id"], rejected["address"])] == file
    (ended,) = [line for line in ours if line["event"].startswith("11 files loaded, 1 quarantined")]
    assert "address" not in ended


def _rows(site: Site, query: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(site.server.url(WAREHOUSE))) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("headers", "code"),
    [({}, 401), ({"Authorization": "Bearer forged"}, 403), ({"Cookie": "_token=forged"}, 401)],
    ids=["nobody", "forged", "forged cookie"],
)
def test_nobody_gets_in_without_a_login(site: Site, path: str, headers: dict[str, str], code: int) -> None:
    with site.client() as client:
        answer = client.get(path, headers=headers)
    assert answer.status_code in (code, 403)
    assert answer.status_code >= 400
    for word in ("malformed", "Ghana", "loaded", "Athens"):
        assert word not in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/relations/brief.html?dyad=GHA-PER", "/relations/nowhere"])
def test_every_answer_forbids_scripts_and_copies(site: Site, path: str) -> None:
    with site.client() as client:
        answer = client.get(path, headers={"Authorization": f"Bearer {site.token()}"})
    assert answer.status_code == (404 if path.endswith("nowhere") else 200)
    policy = {part.split()[0]: part.split()[1:] for part in answer.headers["content-security-policy"].split(";")}
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert "script-src" not in policy
    assert "allow-scripts" not in policy["sandbox"]
    assert ("allow-same-origin" in policy["sandbox"]) == ("brief.html" not in path)
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    if "GHA-PER" in path:  # what the hostile article says is there, as text
        assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("query", "code"),
    [("date=yesterday", 400), ("country=Atlantis", 404), ("dyad=GHA-GHA", 404), ("date=2026-04-24", 200)],
)
def test_what_a_brief_is_asked_for(site: Site, query: str, code: int) -> None:
    with site.client() as client:
        answer = client.get(f"/relations/brief?{query}", headers={"Authorization": f"Bearer {site.token()}"})
    assert answer.status_code == code


def test_the_night_in_grid_and_graph(browser: Browser, site: Site, session: StorageState, pictures: Path) -> None:
    with opened(browser, session) as page:
        page.goto(_run(site))
        expect(page.get_by_role("link", name="load_batch").first).to_be_visible(timeout=SECONDS)
        expect(page.get_by_text("success").first).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "grid.png")
        page.get_by_label("Show Graph").click()
        expect(page.locator(".react-flow__node").filter(has_text="publish_articles")).to_be_visible(timeout=SECONDS)
        for task in ("scan_inbox", "load_batch", "check_night", "close_night"):
            expect(page.locator(".react-flow__node").filter(has_text=task)).to_be_visible()
        page.screenshot(path=pictures / "graph.png")


def test_a_mapped_task_says_what_came_of_its_batch(
    browser: Browser, site: Site, session: StorageState, pictures: Path
) -> None:
    with opened(browser, session) as page:
        page.goto(f"{_run(site)}/tasks/load_batch/mapped")
        expect(page.get_by_text("batch 1: 11 loaded, 1 quarantined").first).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "mapped.png")


def test_the_assets_graph(browser: Browser, site: Site, session: StorageState, pictures: Path) -> None:
    with site.client() as client:
        answer = client.get("/api/v2/assets", headers={"Authorization": f"Bearer {site.token()}"})
    (asset,) = [one for one in answer.json()["assets"] if one["uri"] == "dyadwire://warehouse/articles"]
    with opened(browser, session) as page:
        page.goto(f"{site.url}/assets/{asset['id']}")
        expect(page.locator(".react-flow__node").filter(has_text="ingest_articles").first).to_be_visible(
            timeout=SECONDS
        )
        page.screenshot(path=pictures / "assets.png")


def test_the_page_in_airflows_frame(browser: Browser, site: Site, session: StorageState, pictures: Path) -> None:
    with opened(browser, session) as page:
        page.goto(f"{site.url}/")
        page.get_by_role("link", name="Relations").click()
        frame = page.frame_locator("iframe[title=Relations]")
        expect(frame.get_by_role("heading", name="Nights")).to_be_visible(timeout=SECONDS)
        expect(frame.locator(".night")).to_have_count(1)
        expect(frame.locator(".night")).to_contain_text("12 files")
        page.screenshot(path=pictures / "page.png")
        frame.locator(".night a", has_text="malformed").click()
        reason = frame.locator(".reason:target")
        expect(reason).to_contain_text(REMEDIES["malformed"])
        expect(reason).to_contain_text(quote(HOSTILE, safe="=()"))  # the file's name, in its address
        frame.get_by_role("link", name="Brief of").click()
        brief = frame.frame_locator("iframe")
        expect(brief.get_by_role("heading", name="All countries")).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "page-brief.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_every_screen(
    browser: Browser, site: Site, session: StorageState, pictures: Path, scheme: str, width: int
) -> None:
    with opened(browser, session, scheme, width) as page:
        for name, path in (
            ("nights", "/relations/"),
            ("framed", "/relations/brief"),
            ("brief", "/relations/brief.html"),
        ):
            page.goto(f"{site.url}{path}")
            assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
            page.screenshot(path=pictures / f"{name}-{scheme}-{width}.png", full_page=True)
        page.goto(f"{site.url}/relations/")
        paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(251, 251, 249)", "dark": "rgb(20, 23, 27)"}[scheme]


def _held(site: Site) -> list[tuple[int, ...]]:
    """Articles, events and files of the warehouse, and the files that each run has loaded."""
    with closing(connect(site.server.url("dyadwire"))) as connection, connection.cursor() as cursor:
        cursor.execute(
            """select (select count(*) from news.article), (select count(*) from news.event),
            (select count(*) from ops.source_file), loaded from ops.run order by run_id"""
        )
        return cursor.fetchall()


def test_a_backfill_by_the_form_ends_green_and_loads_nothing_twice(
    browser: Browser, site: Site, session: StorageState, pictures: Path
) -> None:
    """For the two days in six years that the schedule falls on, long before anything was loaded."""
    before = _held(site)
    with opened(browser, session) as page, airflow(site) as api:
        page.goto(f"{site.url}/dags/ingest_articles")
        page.get_by_role("button", name="Trigger").first.click()
        form = page.get_by_role("dialog")
        form.get_by_text("Backfill", exact=True).click()
        expect(form.get_by_test_id("datetime-input")).to_have_count(2, timeout=SECONDS)
        for field, day in zip(form.get_by_test_id("datetime-input").all(), ("2019/01/01", "2025/01/01"), strict=True):
            field.click()
            dates = page.locator("input[placeholder='YYYY/MM/DD']:visible")
            dates.fill(day)
            field.click()
            expect(dates).to_have_count(0)
        expect(form.get_by_text("2 runs will be triggered")).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "backfill-form.png")
        form.get_by_role("button", name="Run Backfill").click()
        expect(page.get_by_text("Backfill generated").first).to_be_visible(timeout=SECONDS)

        runs = api.runs("ingest_articles", run_type="backfill")
        assert sorted(run[-25:-15] for run in runs) == ["2020-02-29", "2024-02-29"]
        for run in runs:
            state, tasks = await_end(api, run)
            assert state == "success", tasks
            assert {task.task: task.state for task in tasks}["load_batch"] == "skipped"
        page.goto(f"{site.url}/dags/ingest_articles")
        expect(page.get_by_role("link", name="load_batch").first).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "backfill-grid.png")
    assert _held(site) == [*before, (*before[0][:3], 0), (*before[0][:3], 0)]
