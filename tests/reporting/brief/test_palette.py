"""Colours can be read: contrast in both themes by WCAG 2, and classes told apart under each colour blindness."""

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest

from etl.reporting.brief.palette import GOLDSTEIN_BOUNDS, GOLDSTEIN_FILLS, goldstein_class

_CSS = files("etl.reporting.brief").joinpath("brief.css").read_text(encoding="utf-8")

Colour = tuple[float, float, float]

# Linear RGB as seen with each deficiency, complete: Machado, Oliveira and Fernandes (2009), table 1, severity 1.0.
_SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def _themes() -> dict[str, Mapping[str, str]]:
    light, dark = (
        dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", _CSS, re.S)[:2]
    )
    return {"light": light, "dark": light | dark}


THEMES = _themes()


def _linear(colour: str) -> Colour:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _lab(rgb: Colour) -> Colour:
    """CIE L*a*b* of linear sRGB, white point D65."""
    red, green, blue = (min(max(value, 0.0), 1.0) for value in rgb)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(one: str, other: str, matrix: tuple[Colour, Colour, Colour]) -> float:
    """Delta E of 1976 between two colours as they are seen; about 2.3 is just noticeable."""
    seen = []
    for colour in (one, other):
        linear = _linear(colour)
        red, green, blue = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in matrix)
        seen.append(_lab((red, green, blue)))
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


@pytest.mark.parametrize("theme", THEMES)
def test_themes_have_the_same_colours(theme: str) -> None:
    assert {"paper", "ink", "g0", "gi6", "q4", "c4", "tone"} <= THEMES[theme].keys()
    assert len(set(GOLDSTEIN_FILLS)) == len(GOLDSTEIN_BOUNDS) + 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "card")),
        ("warn-ink", "warn-paper"),
        *((f"gi{number}", f"g{number}") for number in range(7)),
    ],
)
def test_letters_can_be_read(theme: str, ink: str, ground: str) -> None:
    assert _contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["g0", "g6", "q2", "q4", "tone"])
def test_what_matters_most_stands_out_from_the_ground(theme: str, name: str) -> None:
    assert _contrast(THEMES[theme][name], THEMES[theme]["paper"]) >= 3


@pytest.mark.parametrize("deficiency", _SEEN)
@pytest.mark.parametrize("theme", THEMES)
def test_classes_are_told_apart_by_the_colour_blind(theme: str, deficiency: str) -> None:
    colours, matrix = THEMES[theme], _SEEN[deficiency]
    for first in range(7):
        for second in range(first + 1, 7):
            assert _distance(colours[f"g{first}"], colours[f"g{second}"], matrix) > 10
    for first in range(1, 5):
        for second in range(first + 1, 5):
            assert _distance(colours[f"q{first}"], colours[f"q{second}"], matrix) > 10
    for number in range(4):
        assert _distance(colours[f"c{number}"], colours[f"c{number + 1}"], matrix) > 10


@pytest.mark.parametrize(
    ("value", "number"),
    [(-10, 0), (-7, 1), (-6.9, 1), (-4, 2), (-1, 3), (0, 3), (0.9, 3), (1, 4), (4, 5), (7, 6), (10, 6)],
)
def test_class_of_a_value_is_that_of_the_charts(value: float, number: int) -> None:
    """A bound belongs to the class above it, as in Vega's threshold scale."""
    assert goldstein_class(value) == number
