"""A brief to one HTML page: no script, no network, everything escaped; pure, the same brief is the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from etl.reporting.brief import charts, wording
from etl.reporting.brief.content import Brief
from etl.reporting.brief.drawing import NARROW, WIDE
from etl.reporting.brief.matrix import by_week, square
from etl.reporting.brief.palette import goldstein_class
from etl.reporting.brief.ranking import ranked
from etl.reporting.brief.silence import HABIT_DAYS, LanguageCoverage, language_coverage
from etl.reporting.brief.style import style, style_hash
from etl.reporting.brief.weeks import compared
from etl.reporting.plain_text import shorten
from etl.reporting.templates import page_environment

IN_FULL = 12  # incidents with quote and details; the others are lines of a list
_QUOTE = 600  # characters of a quote; a longer sentence is a list or a mistake
_LANGUAGES = 24  # rows of the chart of coverage; the table beside it has all


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in both widths, and the sentence that says what it shows."""

    title: str
    wide: Markup
    narrow: Markup


def html_page(brief: Brief) -> str:
    """The whole page, one self-contained document."""
    news = ranked(brief.news)
    languages = language_coverage(brief.coverage, brief.day)
    return (
        _environment()
        .get_template("brief.html.jinja")
        .render(
            brief=brief,
            style=Markup(style()),  # noqa: S704  our own file
            style_hash=style_hash(),
            leading=news[:IN_FULL],
            others=news[IN_FULL:],
            languages=languages,
            silent=[row for row in languages if row.silent_since is not None],
            planned=[visit for visit in brief.visits if visit.status in ("planned", "possible")],
            made=[visit for visit in brief.visits if visit.status not in ("planned", "possible")],
            heat_map=_heat_map(brief),
            timeline=_timeline(brief),
            weeks=compared(brief.timeline, brief.dated),
            coverage=_coverage(brief, languages),
            habit_days=HABIT_DAYS,
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = page_environment("etl.reporting.brief")
    environment.filters |= {
        "day": wording.day,
        "moment": wording.moment,
        "short_day": wording.short_day,
        "weekday": wording.weekday,
        "when": wording.when,
        "language": wording.language,
        "direction": wording.direction,
        "web_address": wording.web_address,
        "host": wording.host,
        "kind": wording.kind,
        "quoted": lambda text: shorten(text, _QUOTE),
        "classed": goldstein_class,
        "share": lambda value: f"{value:.2f}",
        "signed": lambda value: f"{value:+.1f}".replace("-", "−"),
        "toned": lambda value: f"{value:+.2f}".replace("-", "−"),
    }
    environment.globals |= {"word": wording.word}
    return environment


def _heat_map(brief: Brief) -> Figure | None:
    """Parties with parties; where the scope is a country or a pair, partners or kinds of incidents by week."""
    if not brief.scope.codes:
        title = "Incidents between the busiest parties, coloured by their mean on the Goldstein scale"
        squares = {size: square(brief.pairs, parties) for size, parties in ((WIDE, 15), (NARROW, 8))}
    else:
        title = "Incidents by week, coloured by their mean on the Goldstein scale"
        squares = {size: by_week(brief.cells, brief.known, weeks) for size, weeks in ((WIDE, 13), (NARROW, 7))}
    if not all(cells for cells, _, _ in squares.values()):
        return None
    return Figure(title, *(charts.heat_map(*drawn, size, title) for size, drawn in squares.items()))


def _timeline(brief: Brief) -> Figure | None:
    if not brief.timeline:
        return None
    title = "Incidents over time, cooperation above the line and conflict below it, and their mean tone"
    return Figure(title, *(charts.timeline(brief.timeline, brief.dated, size, title) for size in (WIDE, NARROW)))


def _coverage(brief: Brief, languages: Sequence[LanguageCoverage]) -> Figure | None:
    if not languages:
        return None
    title = f"Articles by language on each of the {HABIT_DAYS} days to {wording.day(brief.day)}"
    days = [brief.day - timedelta(days=back) for back in range(HABIT_DAYS - 1, -1, -1)]
    shown = [row.language for row in languages[:_LANGUAGES]]
    return Figure(title, *(charts.coverage(brief.coverage, shown, days, size, title) for size in (WIDE, NARROW)))
