"""What the long night takes for growth."""

from dataclasses import replace

import pytest

from bench.endurance import Look, grown

LEVEL = [Look(n * 10, n, 200, 390, 60, 4) for n in range(100)]


def test_a_level_night_has_not_grown() -> None:
    assert grown(LEVEL, 1000) == []


@pytest.mark.parametrize("name", ["loader_mb", "reader_mb", "files", "sessions"])
def test_what_grows_is_named_with_its_figures(name: str) -> None:
    looks = [replace(look, **{name: getattr(look, name) + look.articles}) for look in LEVEL]
    (told,) = grown(looks, 1000)
    assert told.startswith(f"{name}: ")
    assert f"{getattr(LEVEL[0], name) + 990:,} late" in told


def test_a_peak_at_the_beginning_is_no_growth() -> None:
    looks = [replace(look, reader_mb=600) if look.articles < 400 else look for look in LEVEL]
    assert grown(looks, 1000) == []


def test_a_night_that_was_too_short_says_so() -> None:
    assert grown([LEVEL[0], LEVEL[99]], 1000) == ["the night was too short to see whether anything grows"]
