"""How wire reports begin: place, date, agency, dash, in the orders and signs that agencies use."""

import re
from bisect import bisect_left
from typing import NamedTuple

from etl.extraction.document import Document

_DATE = r"(?:[,،]\s\w[\w .,/]{0,28}?|\s\d{1,2}\s\w+(?:\s\d{4})?)?"  # a date or a country: , Feb 11   , Mauritania
_DASH = r"(?:--?|–|—)"
_AHEAD = re.compile(
    r"(?:\s?/\s?[^\W\d_]+)?"  # a second place: WIEN/PRAG
    r"(?:\s\([^()\n]{2,40}\)(?=,))?"  # its country: MÉRIDA (México), 2 feb
    rf"{_DATE}"
    rf"(?:\s{_DASH}(?=\s\())?"  # Tunis - (TAP)
    r"\s?(?:\((?P<bracket>[^()\n]{2,40})\)|/(?P<slashes>[^/\n]{2,30})/|[A-Z]{3,12}(?=\s[-–—]))?"  # an agency: (dpa)
    rf"(?:\s?\.?{_DASH}\s?|\s?:\s|\.\s)"
    r"|\s?(?:\d{1,2}月)?\d{1,2}日[电電讯訊]"  # 5月12日电
)
_BRACKET = re.compile(r"\s?\(([^()\n]{2,40})\)\s")  # Lahore (APP) The assembly: no dash, but a known agency
_SIGNS = frozenset("()（）【】-–—/:：")


class Opening(NamedTuple):
    """What follows a report's place: the offset behind it all, and the agency in brackets or between slashes."""

    end: int
    agency: str | None


def place_token(doc: Document) -> int | None:
    """The token at which a report's place would stand: the body's first one, past an agency that comes before it."""
    body = doc.text.find("\n\n") + 2
    first = bisect_left(doc.starts, body)
    if body < 2 or first == len(doc.starts):
        return None
    first += doc.words[first] in ("(", "（", "【", "/")
    agency = doc.starts_with("agency", first)
    if agency is None:
        return first
    at = agency.end
    while at < len(doc.words) - 1 and doc.words[at] in _SIGNS:
        at += 1
    return at


def opening_behind(doc: Document, place_end: int) -> Opening | None:
    """Date, agency and dash where these follow a place that ends at that offset."""
    match = _AHEAD.match(doc.text, place_end)
    if match is not None:
        return Opening(match.end(), match["bracket"] or match["slashes"])
    bracket = _BRACKET.match(doc.text, place_end)
    if bracket is None or not any(doc.starts[m.start] == bracket.start(1) for m in doc.of("agency")):
        return None
    return Opening(bracket.end(), bracket[1])
