"""A floor is lowered only with a flag and a line in the changelog."""

import pytest

from tests.gold import floors

CHANGELOG = """# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0]

- The first.
"""


def test_no_floor_was_lowered_without_a_line_in_the_changelog() -> None:
    changelog = floors.CHANGELOG.read_text(encoding="utf-8")
    assert floors.unexplained(floors.read(), floors.history(), changelog) == []


def test_a_lowered_floor_without_a_line_is_named() -> None:
    now, before = {"de": {"events": 0.7}}, {"de": {"events": 0.8}}
    assert floors.unexplained(now, [before], CHANGELOG) == ["floor de events 0.80 -> 0.70"]


def test_a_floor_that_is_taken_out_counts_as_lowered() -> None:
    assert floors.unexplained({}, [{"de": {"events": 0.8}}], CHANGELOG) == ["floor de events 0.80 -> 0.00"]


def test_lowering_writes_the_line_that_explains_it() -> None:
    before = {"de": {"events": 0.8, "event details": 0.9}}
    after, lines = floors.lowered(before, {"de": {"events": 0.75, "event details": 0.85}})
    assert after == {"de": {"events": 0.73, "event details": 0.83}}
    changelog = floors.enter(CHANGELOG, lines, "Longer articles")
    assert floors.unexplained(after, [before], changelog) == []
    assert changelog.index("Longer articles") < changelog.index("### Added")
    lower_still = {"de": {"events": 0.6, "event details": 0.83}}
    assert floors.unexplained(lower_still, [before], changelog) == ["floor de events 0.80 -> 0.60"]


def test_a_second_lowering_joins_the_first_under_one_heading() -> None:
    once = floors.enter(CHANGELOG, ["floor de events 0.80 -> 0.70"], "One")
    twice = floors.enter(once, ["floor de tone 0.80 -> 0.70"], "Two.")
    assert twice.count("### Floors lowered") == 1
    assert "- floor de tone 0.80 -> 0.70: Two.\n- floor de events 0.80 -> 0.70: One.\n" in twice


def test_raising_never_lowers() -> None:
    assert floors.raised({"de": {"events": 0.8}}, {"de": {"events": 0.5, "tone": 1.0}}) == {
        "de": {"events": 0.8, "tone": 0.98}
    }


@pytest.mark.parametrize(("figure", "floor"), [(1.0, 0.98), (0.82, 0.8), (0.8149, 0.79)])
def test_a_floor_lies_a_margin_below_the_figure(figure: float, floor: float) -> None:
    assert floors.floor_of(figure) == floor
