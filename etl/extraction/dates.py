"""Dates in the text, resolved against the publication date where the text leaves something open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from etl.extraction.document import Document
from etl.lexicon.patterns import Match
from etl.model import DateBasis, DatePrecision

_AHEAD = 183  # days: a day and month without a year lie at most half a year ahead of the publication


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date at tokens ``[first, last)``; ``value`` ISO 8601 to its precision, or ``--MM-DD``."""

    first: int
    last: int
    value: str
    precision: DatePrecision
    basis: DateBasis
    is_weekday: bool = False

    def ahead(self, published: date | None) -> "TextDate":
        """For what is still to come: a weekday (``will meet on Monday``) is the one after the publication."""
        if not self.is_weekday or published is None or self.value >= published.isoformat():
            return self
        return replace(self, value=(date.fromisoformat(self.value) + timedelta(days=7)).isoformat())


def find_dates(doc: Document, published: date | None) -> list[TextDate]:
    """All dates of the text that can be told, by place."""
    found = [d for m in doc.of("month") if (d := _calendar_date(doc, m, published)) is not None]
    if published is not None:
        found += [d for m in doc.of("weekday") if (d := _weekday(doc, m, published)) is not None]
        found += [_day(m, published + timedelta(days=m.payload.value)) for m in doc.of("relative_day")]
        found += list(_relative_months(doc, published))
    found.sort(key=lambda d: (d.first, -d.last))
    return [d for n, d in enumerate(found) if n == 0 or d.first >= found[n - 1].last]


def _day(match: Match, day: date, last: int | None = None) -> TextDate:
    return TextDate(match.start, last or match.end, day.isoformat(), "day", "text+published")


def _calendar_date(doc: Document, match: Match, published: date | None) -> TextDate | None:
    """``23. April 2025``, ``April 23, 2025``, ``23 April``, ``April 2025``, ``in April``."""
    month = match.payload.value
    day, first, last = _day_number(doc, match)
    year, last = _year_behind(doc, last)
    if year is None:
        year, first = _year_before(doc, first)
    if day is not None:
        return _with_day(first, last, year, month, day, published)
    if year is not None:
        return TextDate(first, last, f"{year:04d}-{month:02d}", "month", "text")
    before = (
        doc.ends_with("marker", match.start)
        or doc.ends_with("previous", match.start)
        or doc.ends_with("following", match.start)
        or match.marker
    )
    if before is None or published is None:
        return None
    years = [published.year - 1, published.year, published.year + 1]
    best = min(years, key=lambda y: abs((date(y, month, 15) - published).days + 30))
    return TextDate(match.start, match.end, f"{best:04d}-{month:02d}", "month", "text+published")


def _day_number(doc: Document, match: Match) -> tuple[int | None, int, int]:
    """The day beside the month's name, and the tokens of both."""
    at = match.start - 1
    while at >= 0 and (
        doc.words[at] == "." or doc.ends_with("marker", at + 1) is not None or doc.words[at].lower() in _ordinals(doc)
    ):
        at -= 1
    if at >= 0 and match.start - at <= 3:
        number = _number(doc, at)
        if number is not None:
            return number, at, match.end
    behind = _skip_point(doc, match.end)
    if behind < len(doc.words):
        number = _number(doc, behind)
        if number is not None:
            return number, match.start, behind + 1
    return None, match.start, match.end


def _ordinals(doc: Document) -> list[str]:
    return doc.lexicon.data.dates.ordinal.split("|")


def _number(doc: Document, token: int) -> int | None:
    word = doc.words[token]
    return int(word) if word.isdecimal() and 1 <= int(word) <= 31 else None


def _skip_point(doc: Document, token: int) -> int:
    """Past an abbreviation's point, an ordinal's ending or a comma before the year."""
    while token < len(doc.words) and (doc.words[token] in ".," or doc.words[token].lower() in _ordinals(doc)):
        following = doc.words[token + 1] if token + 1 < len(doc.words) else ""
        if not following.isdigit():
            break
        token += 1
    return token


def _year_behind(doc: Document, token: int) -> tuple[int | None, int]:
    """``3 May 2025``, ``3 de mayo de 2025``, ``3 мая 2025 года``: the year, and the token behind it."""
    at = _skip_point(doc, token)
    marker = doc.starts_with("marker", at)
    at = marker.end if marker is not None and marker.payload.value == "of" else at
    year = _year(doc, at)
    return (year, at + 1) if year is not None else (None, token)


def _year_before(doc: Document, token: int) -> tuple[int | None, int]:
    """``2025年5月``, ``2025 жылғы 3 мамыр``: the year, and its token."""
    words = doc.ends_with("year_words", token)
    at = (words.start if words is not None else token) - 1
    if words is None and at >= 0 and doc.words[at] in ".,":
        at -= 1
    year = _year(doc, at)
    return (year, at) if year is not None else (None, token)


def _year(doc: Document, token: int) -> int | None:
    if not 0 <= token < len(doc.words) or not doc.words[token].isdecimal() or len(doc.words[token]) != 4:
        return None
    number = int(doc.words[token])
    return number if 1900 <= number <= 2100 else None


def _with_day(first: int, last: int, year: int | None, month: int, day: int, published: date | None) -> TextDate | None:
    if year is not None:
        return (
            TextDate(first, last, f"{year:04d}-{month:02d}-{day:02d}", "day", "text")
            if _exists(year, month, day)
            else None
        )
    if published is None:
        return TextDate(first, last, f"--{month:02d}-{day:02d}", "day", "text") if _exists(2000, month, day) else None
    near = [
        date(y, month, day) for y in (published.year - 1, published.year, published.year + 1) if _exists(y, month, day)
    ]
    past = [d for d in near if (d - published).days <= _AHEAD]
    return TextDate(first, last, max(past).isoformat(), "day", "text+published") if past else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _weekday(doc: Document, match: Match, published: date) -> TextDate | None:
    """``on Monday`` is the last one up to the publication, ``next Monday`` the first one after it."""
    ahead = (match.payload.value - published.weekday()) % 7
    if doc.ends_with("following", match.start) is not None:
        return _day(match, published + timedelta(days=ahead or 7))
    return replace(_day(match, published - timedelta(days=(7 - ahead) % 7)), is_weekday=True)


def _relative_months(doc: Document, published: date) -> Iterator[TextDate]:
    """``last month``, ``next year``, ``this month``."""
    for category, precision in (("month_words", "month"), ("year_words", "year")):
        for match in doc.of(category):
            for direction, step in (("previous", -1), ("this", 0), ("following", 1)):
                before = doc.ends_with(direction, match.start)
                if before is None:
                    continue
                months = published.year * 12 + published.month - 1 + step * (12 if precision == "year" else 1)
                value = f"{months // 12:04d}" if precision == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"
                yield TextDate(before.start, match.end, value, precision, "text+published")  # type: ignore[arg-type]
