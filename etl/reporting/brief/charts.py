"""The charts as SVG text, drawn by Altair: rows in, markup out; pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
from markupsafe import Markup

from etl.reporting.brief import palette
from etl.reporting.brief.content import Cell, Day, LanguageDay, Period
from etl.reporting.brief.drawing import EDGE, EMPTY, WIDE, Size, by_bounds, drawn, labelled, row_room, table
from etl.reporting.brief.weeks import weekly
from etl.reporting.brief.wording import language, word


def heat_map(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], size: Size, title: str) -> Markup:
    """Fields coloured by mean Goldstein value, with the number of incidents; rows and columns in the given order."""
    values = [
        {"row": cell.row, "column": cell.column, "incidents": cell.incidents, "goldstein": cell.goldstein}
        for cell in cells
    ]
    room = row_room(rows, size)
    step = min(38, (size.width - room - EDGE) // max(len(columns), 1))
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=list(columns)),
        axis=alt.Axis(
            title=None, ticks=False, domain=False, orient="top", labelAngle=-60, labelAlign="left", labelOverlap=False
        ),
    )
    y = labelled("row", rows, room)
    grid = [{"row": row, "column": column} for row in rows for column in columns]
    empty = alt.Chart(table(grid)).mark_rect(**EMPTY).encode(x=x, y=y)
    base = alt.Chart(table(values)).encode(x=x, y=y)
    fields = base.mark_rect(cornerRadius=2).encode(
        color=by_bounds("goldstein", palette.GOLDSTEIN_BOUNDS, palette.GOLDSTEIN_FILLS)
    )
    numbers = base.mark_text(fontSize=size.letters).encode(
        text="incidents:Q", color=by_bounds("goldstein", palette.GOLDSTEIN_BOUNDS, palette.GOLDSTEIN_INKS)
    )
    chart = alt.layer(empty, fields, numbers).resolve_scale(color="independent")
    return drawn(chart.properties(width=alt.Step(step), height=alt.Step(26)), size, title)


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
        alt.Chart(table(_counts(days)))
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
    zero = alt.Chart(table([{"zero": 0}])).mark_rule(color=palette.MUTED).encode(y="zero:Q")
    toned = alt.Chart(table([{"day": str(row.day), "tone": row.tone} for row in days if row.tone is not None])).encode(
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
    return drawn(chart, size, title)


def coverage(
    rows: Sequence[LanguageDay], languages: Sequence[str], days: Sequence[date], size: Size, title: str
) -> Markup:
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
    room = row_room(names, size)
    y = labelled("language", names, room)
    empty = alt.Chart(table(grid)).mark_rect(**EMPTY).encode(x=x, y=y)
    filled = (
        alt.Chart(table(values))
        .mark_rect(cornerRadius=1)
        .encode(x=x, y=y, color=by_bounds("articles", palette.COUNT_BOUNDS, palette.COUNT_FILLS))
    )
    step = (size.width - room - EDGE) / len(days)
    return drawn((empty + filled).properties(width=alt.Step(step), height=alt.Step(18)), size, title)


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
