"""The charts as SVG text, drawn by Altair and vl-convert without a browser; rows in, markup out.

Each chart is drawn twice, for wide and for narrow screens, because letters that are scaled down cannot be read. Colours
are CSS variables, legends are HTML. vl-convert escapes every label; it loads nothing, for all data are in the chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from etl.reporting.brief import palette
from etl.reporting.brief.content import Cell, Day, LanguageDay, Period
from etl.reporting.brief.wording import language, word
from etl.reporting.brief.weeks import weekly


@dataclass(frozen=True, slots=True)
class Size:
    """One drawing: pixels of the whole, of its letters, and of the longest row label."""

    name: str
    width: int
    letters: int
    label: int


_EDGE = 12  # pixels left free at the right, where labels of columns lean out
_EMPTY: dict[str, Any] = {"stroke": palette.LINE, "strokeWidth": 0.6, "fillOpacity": 0}

WIDE = Size("wide", 700, 12, 170)
NARROW = Size("narrow", 340, 11, 104)


def heat_map(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], size: Size, title: str) -> Markup:
    """Fields coloured by mean Goldstein value, with the number of incidents; rows and columns in the given order."""
    values = [
        {"row": cell.row, "column": cell.column, "incidents": cell.incidents, "goldstein": cell.goldstein}
        for cell in cells
    ]
    room = _room(rows, size)
    step = min(38, (size.width - room - _EDGE) // max(len(columns), 1))
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=list(columns)),
        axis=alt.Axis(
            title=None, ticks=False, domain=False, orient="top", labelAngle=-60, labelAlign="left", labelOverlap=False
        ),
    )
    y = _labelled("row", rows, room)
    grid = [{"row": row, "column": column} for row in rows for column in columns]
    empty = alt.Chart(alt.Data(values=grid)).mark_rect(**_EMPTY).encode(x=x, y=y)
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=y)
    fields = base.mark_rect(cornerRadius=2).encode(
        color=_by_bounds("goldstein", palette.GOLDSTEIN_BOUNDS, palette.GOLDSTEIN_FILLS)
    )
    numbers = base.mark_text(fontSize=size.letters).encode(
        text="incidents:Q", color=_by_bounds("goldstein", palette.GOLDSTEIN_BOUNDS, palette.GOLDSTEIN_INKS)
    )
    chart = alt.layer(empty, fields, numbers).resolve_scale(color="independent")
    return _drawn(chart.properties(width=alt.Step(step), height=alt.Step(26)), size, title)


def timeline(days: Sequence[Day], period: Period, size: Size, title: str) -> Markup:
    """Incidents a day (a week where narrow), cooperation up and conflict down, above their mean tone."""
    unit = "utcyearmonthdate" if size is WIDE else "utcyearweek"
    days = days if size is WIDE else weekly(days)
    domain = [_moment(period.first), _moment(period.last + timedelta(days=1))]
    x = alt.X(
        f"{unit}(day):T",
        scale=alt.Scale(type="utc", domain=domain),
        axis=alt.Axis(title=None, format="%-d %b", tickCount=8 if size is WIDE else 4, grid=False),
    )
    plot: dict[str, Any] = {"width": size.width - 56}
    counted = (
        alt.Chart(alt.Data(values=_counts(days)))
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y(
                "count:Q",
                axis=alt.Axis(title="incidents", labelExpr="format(abs(datum.value), 'd')", tickMinStep=1, tickCount=5),
            ),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=[_class(number) for number in range(1, 5)], range=list(palette.CLASS_FILLS)),
                legend=None,
            ),
            order="number:Q",
        )
    )
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=palette.MUTED).encode(y="zero:Q")
    toned = alt.Chart(
        alt.Data(values=[{"day": str(row.day), "tone": row.tone} for row in days if row.tone is not None])
    ).encode(
        x=x,
        y=alt.Y(
            "tone:Q",
            scale=alt.Scale(domain=[-1, 1]),
            axis=alt.Axis(title="tone", values=[-1, 0, 1], format="+.0f"),
        ),
    )
    tone = toned.mark_line(color=palette.TONE, strokeWidth=1.5) + toned.mark_point(
        color=palette.TONE, filled=True, size=28, opacity=1
    )
    chart = alt.vconcat(
        (counted + zero).properties(**plot, height=190), (tone + zero).properties(**plot, height=80), spacing=14
    )
    return _drawn(chart, size, title)


def coverage(rows: Sequence[LanguageDay], languages: Sequence[str], days: Sequence[date], size: Size, title: str) -> Markup:
    """Articles by language and day: the darker, the more; a day without any is an empty field."""
    known = set(languages)
    values = [
        {"language": language(row.language), "day": str(row.day), "articles": row.articles}
        for row in rows
        if row.language in known and days[0] <= row.day <= days[-1]
    ]
    grid = [{"language": language(code), "day": str(when)} for code in languages for when in days]
    weekly = [str(when) for when in days if when.weekday() == 0]
    x = alt.X(
        "day:O",
        scale=alt.Scale(domain=[str(when) for when in days]),
        axis=alt.Axis(
            title=None, values=weekly, labelExpr="utcFormat(toDate(datum.value), '%-d %b')", labelAngle=0, domain=False
        ),
    )
    names = [language(code) for code in languages]
    room = _room(names, size)
    y = _labelled("language", names, room)
    empty = alt.Chart(alt.Data(values=grid)).mark_rect(**_EMPTY).encode(x=x, y=y)
    filled = (
        alt.Chart(alt.Data(values=values))
        .mark_rect(cornerRadius=1)
        .encode(x=x, y=y, color=_by_bounds("articles", palette.COUNT_BOUNDS, palette.COUNT_FILLS))
    )
    step = (size.width - room - _EDGE) / len(days)
    return _drawn((empty + filled).properties(width=alt.Step(step), height=alt.Step(18)), size, title)


def _room(labels: Sequence[str], size: Size) -> int:
    """Pixels for row labels: vl-convert's letters may be narrower than those of the reader's machine."""
    longest = max((len(label) for label in labels), default=0)
    return min(round(longest * size.letters * 0.62) + 8, size.label)


def _labelled(name: str, labels: Sequence[str], room: int) -> alt.Y:
    axis = alt.Axis(title=None, ticks=False, domain=False, labelLimit=room, minExtent=room, maxExtent=room)
    return alt.Y(f"{name}:N", scale=alt.Scale(domain=list(labels)), axis=axis)


def _by_bounds(name: str, bounds: Sequence[float], fills: Sequence[str]) -> alt.Color:
    """Classes, not a gradient: colours that are variables cannot be mixed, and classes can be told apart."""
    return alt.Color(
        f"{name}:Q", scale=alt.Scale(type="threshold", domain=list(bounds), range=list(fills)), legend=None
    )


def _class(number: int) -> str:
    return word("quad_classes", number)


def _counts(days: Sequence[Day]) -> list[dict[str, Any]]:
    """Conflict counts downwards; what is verbal lies next to the zero line."""
    return [
        {"day": str(row.day), "class": _class(number), "number": number, "count": count if number < 3 else -count}
        for row in days
        for number, count in enumerate(row.by_class, start=1)
        if count
    ]


def _moment(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def _drawn(chart: alt.LayerChart | alt.VConcatChart, size: Size, title: str) -> Markup:
    text = {"labelColor": palette.MUTED, "titleColor": palette.MUTED}
    letters = {"labelFontSize": size.letters, "titleFontSize": size.letters, "titleFontWeight": "normal"}
    configured = chart.configure(
        background="transparent",
        font="sans-serif",
        padding=2,
        aria=False,  # see below
        axis=alt.AxisConfig(**text, **letters, gridColor=palette.LINE, domainColor=palette.LINE, tickColor=palette.LINE),
        view=alt.ViewConfig(stroke=None),
    )
    svg: str = vl_convert.vegalite_to_svg(configured.to_dict())
    # One image to a screen reader, with the sentence that says what it shows; each field by itself would be noise.
    name = f' class="{size.name}" role="img" aria-label="{escape(title)}"'
    return Markup(svg.replace(' class="marks"', name, 1))  # noqa: S704  vl-convert has escaped all text in it
