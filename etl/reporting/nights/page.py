"""Nights to HTML pages: no script, no network, everything escaped; pure, the same nights are the same bytes."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment
from markupsafe import Markup

from etl.errors import ArticleError
from etl.reporting.nights.content import Night, Nights
from etl.reporting.plain_text import shorten
from etl.reporting.remedies import remedy_for
from etl.reporting.templates import page_environment

_URI = 160  # characters of a path
_DETAIL = 400
_LANGUAGES = 6  # named in a night's row; the others are counted


def nights_page(nights: Nights) -> str:
    """The operators' page. Its links are relative: it is served at a path that ends in a slash."""
    anchors = {reason.code: f"reason-{number}" for number, reason in enumerate(nights.reasons, 1)}
    return _rendered("nights.html.jinja", nights=nights, anchors=anchors)


def brief_page(day: date, codes: Sequence[str]) -> str:
    """The frame that shows the brief of ``day``, which is served beside it as ``brief.html``."""
    return _rendered("brief.html.jinja", day=day, codes=codes, address=f"brief.html?{brief_query(day, codes)}")


def message_page(title: str, sentence: str) -> str:
    """A page that says why there is nothing to see, and the remedy."""
    return _rendered("message.html.jinja", title=title, sentence=sentence)


def brief_query(day: date, codes: Sequence[str]) -> str:
    """The brief's parameters, as a query string: the day, and a country or a dyad if there is one."""
    scope = {("country" if len(codes) == 1 else "dyad"): "-".join(codes)} if codes else {}
    return urlencode({"date": day.isoformat()} | scope)


@lru_cache(maxsize=1)
def style_hash() -> str:
    """What a content security policy has to allow: the pages' one style sheet, which is in each of them."""
    return "sha256-" + b64encode(sha256(_style().encode()).digest()).decode()


@lru_cache(maxsize=1)
def _style() -> str:
    return files("etl.reporting.nights").joinpath("nights.css").read_text(encoding="utf-8")


def _rendered(template: str, **values: object) -> str:
    style = Markup(_style())  # noqa: S704  our own file
    return _environment().get_template(template).render(style=style, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = page_environment("etl.reporting.nights")
    environment.filters |= {
        "moment": moment,
        "duration": duration,
        "count": lambda number: f"{number:,}",
        "meaning": lambda code: ArticleError.REASONS.get(code, "a reason of another version"),
        "remedy": remedy_for,
        "path": lambda text: shorten(text, _URI),
        "detail": lambda text: shorten(text, _DETAIL),
    }
    environment.globals |= {"outcome": outcome, "brief_query": brief_query, "languages_named": _LANGUAGES}
    return environment


def moment(time: datetime) -> str:
    """``2026-04-28 02:00``, in the time's own zone, which is UTC."""
    return f"{time:%Y-%m-%d %H:%M}"


def duration(seconds: float | None) -> str:
    """``4.2 s``, ``3 min 20 s``, ``2 h 5 min``; nothing while it works."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def outcome(night: Night) -> str:
    """One word, also the class of its mark: ``running``, ``red``, ``green``, or ``warning``: green, but look at it."""
    if night.state == "running":
        return "running"
    if night.state == "failed":
        return "red"
    return "warning" if night.quarantined or night.reasons or night.findings else "green"
