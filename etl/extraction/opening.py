"""The dateline that opens a wire report, and the agency that is credited."""

import re

from etl.extraction.document import Document
from etl.extraction.places import LocatedMention
from etl.model import Dateline

_AHEAD = re.compile(
    r"(?:\s?/\s?[^\W\d_]+)?"  # a second place: WIEN/PRAG
    r"(?:,\s[\w][\w .,]{0,25}?)?"  # a date or a country: , Feb 11   , Mauritania
    r"\s?(?:\([^()\n]{2,40}\)|[A-Z]{3,12}(?=\s[-–—]))?"  # an agency: (dpa)
    r"(?:\s?(?:--?|–|—)\s?|\s?:\s|\.\s)"
    r"|\s?(?:\d{1,2}月)?\d{1,2}日[电電讯訊]"  # 5月12日电
)


def find_dateline(doc: Document, mentions: list[LocatedMention]) -> Dateline | None:
    """``ASTANA -``, ``Berlin (dpa) -``, ``Taschkent.``, ``OSLO, May 3:``, or stuck to a word (``ASTANA-Präsident``).

    Where the agency comes first it stands directly before the place: ``新华社阿斯塔纳5月12日电``.
    """
    body = doc.text.find("\n\n") + 2
    first = next((i for i, start in enumerate(doc.starts) if start >= body), None)
    if body < 2 or first is None:
        return None
    first += doc.words[first] in ("(", "（", "【")
    agency = doc.starts_with("agency", first)
    first = agency.end if agency is not None else first
    located = next((m for m in mentions if m.first == first and m.mention.kind in ("place", "name")), None)
    if located is None or _AHEAD.match(doc.text, located.mention.end) is None:
        return None
    surface = located.mention.surface
    return Dateline(surface.title() if surface.isupper() else surface, located.mention.party,
                    located.mention.start, located.mention.end)  # fmt: skip


def dateline_end(doc: Document, dateline: Dateline) -> int:
    """Offset behind the dateline with its date, agency and dash."""
    match = _AHEAD.match(doc.text, dateline.end)
    return match.end() if match else dateline.end


def find_agency(doc: Document, dateline: Dateline | None) -> str | None:
    """The agency in the dateline's brackets, else the first one named."""
    if dateline is not None:
        bracket = re.search(r"\(([^()\n]{2,20})\)", doc.text[dateline.end : dateline_end(doc, dateline)])
        if bracket:
            return bracket.group(1)
    first = min(doc.of("agency"), key=lambda m: (m.start, -m.end), default=None)
    return str(first.payload.value) if first is not None else None
