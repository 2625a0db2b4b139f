"""What all charts have in common: two sizes, axes with labels, colours by class, and the drawing by vl-convert.

Each chart is drawn twice, for wide and for narrow screens, because letters that are scaled down cannot be read. Colours
are CSS variables and legends are HTML. vl-convert escapes every label, and loads nothing: all data are in the chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from etl.reporting.brief import palette


@dataclass(frozen=True, slots=True)
class Size:
    """One drawing: pixels of the whole, of its letters, and of the longest row label."""

    name: str
    width: int
    letters: int
    label: int


EDGE = 12  # pixels left free at the right, where labels of columns lean out
EMPTY: dict[str, Any] = {"stroke": palette.LINE, "strokeWidth": 0.6, "fillOpacity": 0}

WIDE = Size("wide", 700, 12, 170)
NARROW = Size("narrow", 340, 11, 104)


def table(values: Iterable[dict[str, Any]]) -> alt.InlineData:
    """Rows that go into the chart itself."""
    return alt.InlineData(values=list(values))


def row_room(labels: Sequence[str], size: Size) -> int:
    """Pixels for row labels: vl-convert's letters may be narrower than those of the reader's machine."""
    longest = max((len(label) for label in labels), default=0)
    return min(round(longest * size.letters * 0.62) + 8, size.label)


def labelled(name: str, labels: Sequence[str], room: int) -> alt.Y:
    """The rows' axis, in the order of the labels, with so many pixels for them."""
    axis = alt.Axis(title=None, ticks=False, domain=False, labelLimit=room, minExtent=room, maxExtent=room)
    return alt.Y(f"{name}:N", scale=alt.Scale(domain=list(labels)), axis=axis)


def by_bounds(name: str, bounds: Sequence[float], fills: Sequence[str]) -> alt.Color:
    """Classes, not a gradient: colours that are variables cannot be mixed, and classes can be told apart."""
    return alt.Color(
        f"{name}:Q", scale=alt.Scale(type="threshold", domain=list(bounds), range=list(fills)), legend=None
    )


def drawn(chart: alt.LayerChart | alt.VConcatChart, size: Size, title: str) -> Markup:
    """The chart in the page's letters and colours, as one SVG element of the size's class."""
    text: dict[str, Any] = {"labelColor": palette.MUTED, "titleColor": palette.MUTED}
    letters: dict[str, Any] = {
        "labelFontSize": size.letters,
        "titleFontSize": size.letters,
        "titleFontWeight": "normal",
    }
    configured = chart.configure(
        background="transparent",
        font="sans-serif",
        padding=2,
        aria=False,  # see below
        axis=alt.AxisConfig(
            **text, **letters, gridColor=palette.LINE, domainColor=palette.LINE, tickColor=palette.LINE
        ),
        view=alt.ViewConfig(stroke=None),
    )
    svg: str = vl_convert.vegalite_to_svg(configured.to_dict())
    # One image to a screen reader, with the sentence that says what it shows; each field by itself would be noise.
    name = f' class="{size.name}" role="img" aria-label="{escape(title)}"'
    return Markup(svg.replace(' class="marks"', name, 1))  # noqa: S704  vl-convert has escaped all text in it
