"""Charts are drawn with what the rows say, in colours that are variables, and hold no markup of others."""

import re
from datetime import date, timedelta

import pytest
from lxml import etree

from etl.reporting.brief.charts import coverage, heat_map, timeline
from etl.reporting.brief.content import Cell, Day, LanguageDay, Period
from etl.reporting.brief.drawing import NARROW, WIDE, Size
from etl.reporting.brief.palette import goldstein_class
from tests.reporting.brief.material import DAY, MARKUP, SCRIPT

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
PERIOD = Period(DAY - timedelta(days=90), DAY)


def _labels(svg: str) -> list[str]:
    root = etree.fromstring(svg)
    return [element.text for element in root.iter("{*}text") if element.text]


def _fills(svg: str) -> list[str]:
    return re.findall(r'fill="(var\(--[a-z]+\d\))"', svg)


@BOTH
def test_heat_map_shows_numbers_in_their_colours(size: Size) -> None:
    cells = [Cell("Malta", "TUN", 36, -3.5), Cell("Tunisia", "MLT", 12, 8.0)]
    svg = heat_map(cells, ["Malta", "Tunisia"], ["MLT", "TUN"], size, "a title")
    assert {"Malta", "Tunisia", "MLT", "TUN", "36", "12"} <= set(_labels(svg))
    fills = _fills(svg)
    for value in (-3.5, 8.0):
        assert f"var(--g{goldstein_class(value)})" in fills
        assert f"var(--gi{goldstein_class(value)})" in fills


def test_bounds_of_chart_and_page_agree() -> None:
    for value in (-7.0, -4.0, -1.0, 1.0, 4.0, 7.0):
        svg = heat_map([Cell("A", "B", 1, value)], ["A"], ["B"], WIDE, "t")
        assert [fill for fill in _fills(svg) if "gi" not in fill] == [f"var(--g{goldstein_class(value)})"]


@BOTH
def test_timeline_has_cooperation_above_and_conflict_below(size: Size) -> None:
    days = [Day(DAY, (3, 0, 0, 2), 0.5), Day(DAY - timedelta(days=20), (0, 1, 0, 0), None)]
    svg = timeline(days, PERIOD, size, "t")
    fills = set(_fills(svg))
    assert {"var(--q1)", "var(--q2)", "var(--q4)"} <= fills
    assert "var(--q3)" not in fills
    assert "incidents" in _labels(svg)
    assert "−3" not in _labels(svg), "conflict is counted, not negative"


def test_days_do_not_shift_with_the_machines_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = set()
    for zone in ("UTC", "America/Los_Angeles", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        drawn.add(timeline([Day(DAY, (1, 0, 0, 0), 0.1)], PERIOD, WIDE, "t"))
    assert len(drawn) == 1


@BOTH
def test_coverage_has_a_field_for_each_day_and_language(size: Size) -> None:
    days = [DAY - timedelta(days=back) for back in range(27, -1, -1)]
    rows = [LanguageDay("de", DAY, 500), LanguageDay("ur", DAY - timedelta(days=3), 1), LanguageDay("fr", DAY, 3)]
    svg = coverage(rows, ["de", "ur"], days, size, "t")
    assert {"German", "Urdu", "7 Apr", "28 Apr"} <= set(_labels(svg))
    assert sorted(_fills(svg)) == ["var(--c0)", "var(--c4)"], "French is not among the languages asked for"


@BOTH
def test_labels_stay_text(size: Size) -> None:
    svg = heat_map([Cell(SCRIPT, MARKUP, 1, 0.0)], [SCRIPT], [MARKUP], size, f'"{SCRIPT}')
    root = etree.fromstring(svg)
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert tags <= {"svg", "g", "path", "text", "line", "rect"}
    assert not [name for element in root.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    assert root.get("aria-label") == f'"{SCRIPT}'


@BOTH
def test_drawings_need_neither_style_nor_anything_from_elsewhere(size: Size) -> None:
    svg = timeline([Day(date(2025, 4, 1), (1, 1, 1, 1), 0.0)], PERIOD, size, "t")
    assert "style=" not in svg
    assert "href" not in svg
    assert not re.search(r"\burl\(", svg)
    assert int(re.search(r'width="(\d+)"', svg)[1]) <= size.width + 40  # type: ignore[index]
