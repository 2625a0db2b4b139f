"""The brief as a reader sees it: in a real browser, light and dark, wide and narrow, printed; pictures are kept."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from etl.reporting.brief.content import Brief, Scope
from etl.reporting.brief.page import html_page
from etl.reporting.brief.reading import read_brief
from etl.reporting.queries import snapshot
from etl.warehouse.database import connect
from tests.reporting.brief.material import ARABIC, empty_brief, full_brief
from tests.warehouse.newsroom import TODAY, fill

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

WIDE, NARROW = 1280, 390
SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (WIDE, NARROW)]

# What is drawn of each chart that is to be seen, and whether it lies inside the window.
_DRAWN = """() => [...document.querySelectorAll('figure svg')]
    .filter(svg => svg.getBoundingClientRect().width > 0)
    .map(svg => ({
        of: svg.closest('section').id,
        as: svg.getAttribute('class'),
        marks: [...svg.querySelectorAll('.mark-rect path')].filter(path => path.getBBox().width > 0).length,
        colours: new Set([...svg.querySelectorAll('[fill^=var]')].map(mark => getComputedStyle(mark).fill)).size,
        inside: svg.getBoundingClientRect().right <= innerWidth,
    }))"""
_OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
_BEYOND = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('svg'))
    .map(one => one.tagName + ' ' + one.textContent.slice(0, 40))"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _file(tmp_path_factory.mktemp("brief"), full_brief())


def _file(folder: Path, brief: Brief) -> Path:
    path = folder / "brief.html"
    path.write_text(html_page(brief), encoding="utf-8")
    return path


@contextmanager
def opened(
    browser: Browser, file: Path, scheme: str = "light", width: int = WIDE, *, refusing: str | None = None
) -> Iterator[Page]:
    """The page in a window; whatever it says on the console, throws or asks for beside itself fails the test.

    With ``refusing`` it has to be said on the console that this was refused, and nothing else.
    """
    faults: list[str] = []
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        device_scale_factor=2 if width == NARROW else 1,
    )
    with closing(context):
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("request", lambda request: faults.append(request.url) if request.url != file.as_uri() else None)
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri(), wait_until="load")
        yield page
        if refusing is None:
            assert faults == []
        else:
            assert len(faults) == 1
            assert refusing in faults[0]


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_charts_are_drawn_and_nothing_overflows(
    browser: Browser, file: Path, artifacts: Path, scheme: str, width: int
) -> None:
    with opened(browser, file, scheme, width) as page:
        drawn = page.evaluate(_DRAWN)
        assert [chart["of"] for chart in drawn] == ["pairs", "timeline", "coverage"]
        assert {chart["as"] for chart in drawn} == {"wide" if width == WIDE else "narrow"}
        for chart in drawn:
            assert chart["marks"] > 20
            assert chart["colours"] >= 4
            assert chart["inside"]
        assert page.evaluate(_OVERFLOW) <= 0
        assert page.evaluate(_BEYOND) == []
        page.screenshot(path=artifacts / f"{scheme}-{width}.png", full_page=True)


def test_themes_differ_and_the_page_follows(browser: Browser, file: Path) -> None:
    looks = []
    for scheme in ("light", "dark"):
        with opened(browser, file, scheme) as page:
            paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
            field = page.evaluate("() => getComputedStyle(document.querySelector('svg [fill=\"var(--g0)\"]')).fill")
            looks.append((paper, field))
    assert looks[0][0] == "rgb(251, 251, 249)"
    assert looks[1][0] == "rgb(20, 23, 27)"
    assert looks[0][1] != looks[1][1]


def test_scripts_do_not_run(browser: Browser, file: Path) -> None:
    """Even were one to get in, the policy forbids it."""
    with opened(browser, file, refusing="Content Security Policy") as page:
        page.evaluate(
            """() => {
                const script = document.createElement('script');
                script.textContent = 'window.owned = true';
                document.body.append(script);
            }"""
        )
        assert page.evaluate("() => window.owned === undefined")


def test_quotes_run_from_right_to_left(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        quote = page.locator("blockquote", has_text=ARABIC).first
        assert quote.evaluate("one => getComputedStyle(one).direction") == "rtl"
        # The bar that marks a quote is where reading begins.
        assert quote.evaluate("one => getComputedStyle(one).borderRightWidth") == "2px"
        assert quote.evaluate("one => getComputedStyle(one).borderLeftWidth") == "0px"


def test_the_rest_of_the_night_opens_without_a_script(browser: Browser, file: Path) -> None:
    with opened(browser, file, width=NARROW) as page:
        entry = page.locator("details li").first
        assert not entry.is_visible()
        page.locator("summary").click()
        assert entry.is_visible()
        assert page.evaluate(_OVERFLOW) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_dark_on_white_and_whole(browser: Browser, file: Path, artifacts: Path, scheme: str) -> None:
    path = artifacts / f"print-{scheme}.pdf"
    with opened(browser, file, scheme) as page:
        page.pdf(path=path, format="A4", print_background=True)
    with closing(pypdfium2.PdfDocument(path)) as document:
        text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
        corner = document[0].render(scale=0.2)
        assert bytes(corner.buffer[:3]) == b"\xff\xff\xff"
        assert 2 <= len(document) <= 12
    for words in ("All countries", "Who with whom", "Bosnia & Herzegovina", "Coverage", "Urdu"):
        assert words in text


def test_empty_night_is_a_page_too(browser: Browser, artifacts: Path, tmp_path: Path) -> None:
    with opened(browser, _file(tmp_path, empty_brief()), width=NARROW) as page:
        assert page.evaluate(_OVERFLOW) <= 0
        assert page.locator("figure").count() == 0
        page.screenshot(path=artifacts / "empty.png", full_page=True)


@pytest.mark.parametrize("codes", [(), ("KAZ",), ("KAZ", "PAK")], ids=["all", "country", "pair"])
def test_brief_of_a_real_warehouse(
    browser: Browser, database_url: str, artifacts: Path, tmp_path: Path, codes: tuple[str, ...]
) -> None:
    names = {"KAZ": "Kazakhstan", "PAK": "Pakistan"}
    with closing(connect(database_url)) as writing:
        fill(writing)
    with snapshot(database_url) as database:
        brief = read_brief(database, TODAY, Scope(codes, tuple(names[code] for code in codes)))
    for width in (WIDE, NARROW):
        with opened(browser, _file(tmp_path, brief), "dark", width) as page:
            assert page.locator("article").count() == len(brief.news)
            assert {"pairs", "timeline"} <= {chart["of"] for chart in page.evaluate(_DRAWN)}
            assert page.evaluate(_OVERFLOW) <= 0
            page.screenshot(path=artifacts / f"warehouse-{'-'.join(codes) or 'all'}-{width}.png", full_page=True)
