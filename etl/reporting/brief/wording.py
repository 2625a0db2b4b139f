"""Codes, dates and languages in English words; pure. Nothing here escapes: the template does."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date

from etl.reporting.brief.content import Incident

_ENGLISH = "en"  # en_GB would write Sept where the charts write Sep


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str | int, str]]:
    """The lists of words.yaml."""
    loaded: Mapping[str, Mapping[str | int, str]] = yaml.safe_load(
        files("etl.reporting.brief").joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return loaded


def word(section: str, code: str | int) -> str:
    """The word for a code; a code that a newer version wrote is shown as it is, underscores as spaces."""
    return words()[section].get(code, str(code).replace("_", " "))


def kind(incident: Incident) -> str:
    """What happened: ``Visit``, ``Coercion: arrest``."""
    if incident.mode is None:
        return word("types", incident.type)
    own = words()["modes"].get(f"{incident.type}/{incident.mode}")
    return own or f"{word('types', incident.type)}: {incident.mode.replace('-', ' ')}"


def day(value: date) -> str:
    """``23 April 2025``."""
    return format_date(value, "d MMMM y", locale=_ENGLISH)


def short_day(value: date) -> str:
    """``23 Apr``."""
    return format_date(value, "d MMM", locale=_ENGLISH)


def moment(value: datetime) -> str:
    """``27 April, 02:00``, in the zone that the value is in."""
    return format_date(value, "d MMMM", locale=_ENGLISH) + f", {value:%H:%M}"


def weekday(value: date) -> str:
    """``Monday, 28 April 2025``."""
    return format_date(value, "EEEE, d MMMM y", locale=_ENGLISH)


def when(text: str | None) -> str:
    """A date of known precision in words: ``23 April 2025``, ``April 2025``, ``23 April, year open``, ``undated``.

    What is no such date is shown as it stands.
    """
    if not text:
        return "undated"
    try:
        if text.startswith("--"):
            # A leap year, so that 29 February is a day of it.
            return format_date(date.fromisoformat("2000" + text[1:]), "d MMMM", locale=_ENGLISH) + ", year open"
        if len(text) == 4:
            return str(int(text))
        if len(text) == 7:
            return format_date(date.fromisoformat(text + "-01"), "MMMM y", locale=_ENGLISH)
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def language(code: str) -> str:
    """English name of a language, else its code."""
    return str(Locale("en").languages.get(code.partition("-")[0], code))


def direction(code: str | None) -> str:
    """For the attribute ``dir``: ``rtl`` or ``ltr`` where the language is known, else ``auto``.

    Known is better: a quote in Arabic may begin with a name in Latin letters, and ``auto`` goes by the first letter.
    """
    try:
        return str(Locale.parse(code, sep="-").text_direction) if code else "auto"
    except (UnknownLocaleError, ValueError):
        return "auto"


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, else ``None``: no other scheme may become a link."""
    if not url or any(ord(character) <= 0x20 or character in "\x7f\\" for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str) -> str:
    """``news.example.org`` of an address, so that a reader sees where a link leads."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
