"""When an article was published: one notation, with its basis, and out of bounds rather no date than a wrong one."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

Basis = Literal["metadata", "markup", "url"]

_EARLIEST = 1990  # the web's first pages; earlier only where metadata say the year in four digits
_LATEST = timedelta(days=1)  # ahead of us: other time zones, and clocks that are a little wrong
_USUAL = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?", re.ASCII)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d{1,6})?", re.ASCII)  # seconds or milliseconds, 2001 to 2033
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d\d:\d\d(?::\d\d)?))?", re.ASCII)  # never month first
_IN_URL = re.compile(r"/(\d{4})([/-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)", re.ASCII)
_LONGEST = 80  # characters of a date


def resolve(
    stated: str | None, basis: Literal["metadata", "markup"], url: str | None, fetched_at: str | None, today: date
) -> tuple[str | None, Basis | None, tuple[str, ...]]:
    """ISO 8601 date or date-time as precise as it was stated, its basis, and notes.

    What is stated and cannot be read, or is out of bounds, is told in a note and is no date; the address is asked only
    where nothing is stated. Upper bounds are ``today`` and the day of fetching, plus a day.
    """
    latest = min(filter(None, (today, _day(_iso(fetched_at or "")))))
    if stated and stated.strip():
        value = _iso(stated.strip())
        if value is None:
            return None, None, (f"published_at unreadable: {stated.strip()[:_LONGEST]}",)
        if not _is_possible(value, latest, is_explicit=basis == "metadata" and value[:4] in stated):
            return None, None, (f"published_at out of bounds: {stated.strip()[:_LONGEST]}",)
        return value, basis, ()
    if (found := _IN_URL.search(url or "")) is not None:
        value = _iso(f"{found[1]}-{found[3]}-{found[4]}")
        if value is not None and _is_possible(value, latest, is_explicit=False):
            return value, "url", ()
    return None, None, ()


def _iso(stated: str) -> str | None:
    """The date in ISO 8601; ``None`` for what is none, or could be read in two ways (03/04/2025)."""
    if not stated or len(stated) > _LONGEST:
        return None
    if _EPOCH.fullmatch(stated):
        seconds = float(stated) / (1000 if len(stated.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    if dotted := _DOTTED.fullmatch(stated):
        day, month, year, clock = dotted.groups()
        stated = f"{year}-{int(month):02}-{int(day):02}" + (f"T{clock}" if clock else "")
    for parse in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            value: date = parse(stated)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        # As it was given, unless in one of the rarer notations (2025W174, RFC 822) or with an odd separator.
        return stated if _USUAL.fullmatch(stated) else value.isoformat()
    return None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _is_possible(value: str, latest: date, *, is_explicit: bool) -> bool:
    day = date.fromisoformat(value[:10])
    too_late = latest < date.max - _LATEST and day > latest + _LATEST
    return not too_late and (day.year >= _EARLIEST or is_explicit)
