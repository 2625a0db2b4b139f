"""Airflow as operators see it: a night in grid and graph, the assets, and the page; pictures are kept to be looked at."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from etl.local import record
from etl.local.airflow_api import AirflowApi
from etl.local.configuration import ADMIN, load_secrets
from etl.reporting.remedies import REMEDIES
from etl.settings import PROJECT_ROOT, Settings
from tests.local.commands import night_settings, run_command
from tests.local.leftovers import await_nobody

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PAGES = ("/relations/", "/relations/brief", "/relations/brief.html")
SECONDS = 60_000  # milliseconds, as Playwright counts; a busy machine draws Airflow's pages slowly
HOSTILE = "<img src=x onerror=alert(1)>"
SCRIPT = "<script>alert('owned')</script>"
ARTICLE = {
    "title": f"Talks in Accra {SCRIPT}",
    "source": f"Wire {HOSTILE}",
    "url": "javascript:alert(1)",
    "language": "en",
    "published": "2026-04-24",
    "text": "ACCRA - The foreign minister of Ghana, Kofi Adjei, met the foreign minister of Peru, Ana Quispe, on Monday."
    f" Ghana and Peru signed an agreement on trade {HOSTILE}. Both sides spoke of {SCRIPT} afterwards.",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation after one night."""

    url: str
    password: str
    settings: Settings
    run_id: str

    @property
    def run(self) -> str:
        return f"{self.url}/dags/ingest_articles/runs/{self.run_id}"

    def client(self) -> httpx.Client:
        """Nobody in particular."""
        return httpx.Client(base_url=self.url, timeout=120, trust_env=False)

    def token(self) -> str:
        with self.client() as client:
            answer = client.post("/auth/token", json={"username": ADMIN, "password": self.password})
        return str(answer.raise_for_status().json()["access_token"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Airflow up, its inbox a sample, a hostile article and a hostile file; one night through it."""
    state_dir = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    state_dir.chmod(0o711)
    inbox = tmp_path_factory.mktemp("inbox")
    shutil.copy(PROJECT_ROOT / "seeds" / "articles" / "en" / "201_athens_ankara_call.json", inbox)
    (inbox / "hostile.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    (inbox / f"{HOSTILE}.json").write_text(f'{{"title": "{SCRIPT}', encoding="utf-8")
    settings = night_settings(state_dir, inbox)
    try:
        code, printed = run_command("up", settings)
        assert code == 0, printed
        code, printed = run_command("run", settings)
        assert code == 0, printed
        running = record.read(state_dir)
        assert running is not None
        password = load_secrets(state_dir).admin_password
        with closing(AirflowApi(running.url, password)) as airflow:
            (night,) = airflow._get("/api/v2/dags/ingest_articles/dagRuns")["dag_runs"]
        yield Site(running.url, password, settings, night["dag_run_id"])
    finally:
        run_command("down", settings)
        await_nobody(state_dir, seconds=30)
        shutil.rmtree(state_dir)


@pytest.fixture(scope="module")
def pictures() -> Path:
    folder = PROJECT_ROOT / "artifacts" / "airflow"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def logged_in(browser: Browser, site: Site, scheme: str = "light", width: int = 1280) -> Iterator[Page]:
    """A page of somebody who logged in through Airflow's form; a script of ours or a dialog fails the test."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
    )
    with closing(context):
        page = context.new_page()
        page.set_default_timeout(SECONDS)
        faults: list[str] = []
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{site.url}/auth/login")
        page.fill("input[name=username]", ADMIN)
        page.fill("input[name=password]", site.password)
        page.click("button[type=submit]")
        expect(page.get_by_role("link", name="Relations")).to_be_visible(timeout=SECONDS)
        yield page
        assert faults == []


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


@pytest.mark.parametrize(
    ("query", "code"),
    [("date=yesterday", 400), ("country=Atlantis", 404), ("dyad=GHA-GHA", 404), ("date=2026-04-24", 200)],
)
def test_what_a_brief_is_asked_for(site: Site, query: str, code: int) -> None:
    with site.client() as client:
        answer = client.get(f"/relations/brief?{query}", headers={"Authorization": f"Bearer {site.token()}"})
    assert answer.status_code == code


def test_who_serves_pages_does_not_know_the_loaders_login(site: Site) -> None:
    running = record.read(site.settings.state_dir)
    assert running is not None
    keeper = running.keeper()
    assert keeper is not None
    parts = {part.cmdline()[3]: part.environ() for part in keeper.children() if "airflow" in part.cmdline()}
    assert "DYADWIRE_DATABASE_URL" not in parts["api-server"]
    assert parts["api-server"]["DYADWIRE_READER_URL"].startswith("postgresql://dyadwire_page:")
    assert "DYADWIRE_DATABASE_URL" in parts["scheduler"]
    assert "DYADWIRE_READER_URL" not in parts["scheduler"]
    secrets = load_secrets(site.settings.state_dir)
    assert not [part for part in keeper.children(recursive=True) if _tells(part, secrets.reader_password)]


def _tells(process: psutil.Process, secret: str) -> bool:
    try:
        return any(secret in argument for argument in process.cmdline())
    except psutil.NoSuchProcess:
        return False


def test_the_night_in_grid_and_graph(browser: Browser, site: Site, pictures: Path) -> None:
    with logged_in(browser, site) as page:
        page.goto(site.run)
        expect(page.get_by_role("link", name="load_batch")).to_be_visible(timeout=SECONDS)
        expect(page.get_by_text("success").first).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "grid.png")
        page.get_by_label("Show Graph").click()
        expect(page.locator(".react-flow__node").filter(has_text="publish_articles")).to_be_visible(timeout=SECONDS)
        assert page.locator(".react-flow__node").count() >= 7
        page.screenshot(path=pictures / "graph.png")


def test_a_mapped_task_says_what_came_of_its_batch(browser: Browser, site: Site, pictures: Path) -> None:
    with logged_in(browser, site) as page:
        page.goto(f"{site.run}/tasks/load_batch/mapped")
        expect(page.get_by_text("batch 1: 2 loaded, 1 quarantined").first).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "mapped.png")


def test_the_assets_graph(browser: Browser, site: Site, pictures: Path) -> None:
    with site.client() as client:
        answer = client.get("/api/v2/assets", headers={"Authorization": f"Bearer {site.token()}"})
    (asset,) = [one for one in answer.json()["assets"] if one["uri"] == "dyadwire://warehouse/articles"]
    with logged_in(browser, site) as page:
        page.goto(f"{site.url}/assets/{asset['id']}")
        expect(page.locator(".react-flow__node").filter(has_text="ingest_articles").first).to_be_visible(
            timeout=SECONDS
        )
        page.screenshot(path=pictures / "assets.png")


def test_the_page_in_airflows_frame(browser: Browser, site: Site, pictures: Path) -> None:
    with logged_in(browser, site) as page:
        page.get_by_role("link", name="Relations").click()
        frame = page.frame_locator("iframe[title=Relations]")
        expect(frame.get_by_role("heading", name="Nights")).to_be_visible(timeout=SECONDS)
        expect(frame.locator(".night")).to_have_count(1)
        expect(frame.locator(".night")).to_contain_text("3 files")
        page.screenshot(path=pictures / "page.png")
        frame.locator(".night a", has_text="malformed").click()
        reason = frame.locator(".reason:target")
        expect(reason).to_contain_text(REMEDIES["malformed"])
        expect(reason).to_contain_text(HOSTILE)  # the file's name, as text
        frame.get_by_role("link", name="Brief of").click()
        brief = frame.frame_locator("iframe")
        expect(brief.get_by_role("heading", name="All countries")).to_be_visible(timeout=SECONDS)
        page.screenshot(path=pictures / "page-brief.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_every_screen(browser: Browser, site: Site, pictures: Path, scheme: str, width: int) -> None:
    with logged_in(browser, site, scheme, width) as page:
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
