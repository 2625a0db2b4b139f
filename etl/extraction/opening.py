"""The dateline that opens a wire report, and the agency that is credited."""

import re

from etl.extraction.credits import opening_behind, place_token
from etl.extraction.document import Document
from etl.extraction.places import LocatedMention
from etl.lexicon.tokens import fold
from etl.model import Dateline

_LONGEST_AGENCY = 20  # letters; what is longer in the bracket is no agency


def find_dateline(doc: Document, mentions: list[LocatedMention]) -> Dateline | None:
    """``ASTANA -``, ``Berlin (dpa) -``, ``Taschkent.``, ``OSLO, May 3:``, or stuck to a word (``ASTANA-Präsident``).

    Where the agency comes first it stands before the place: ``新华社阿斯塔纳5月12日电``, ``(ANSA) - ROMA, 3 MAR -``.
    """
    first = place_token(doc)
    located = next((m for m in mentions if m.first == first and m.mention.kind in ("place", "name")), None)
    if located is None or opening_behind(doc, located.mention.end) is None:
        return None
    surface = located.mention.surface
    return Dateline(_proper(doc, surface) if surface.isupper() else surface, located.mention.party,
                    located.mention.start, located.mention.end)  # fmt: skip


def _proper(doc: Document, capitals: str) -> str:
    """A name in capitals as names are written: ``CIUDAD DE PANAMÁ`` is ``Ciudad de Panamá``."""

    def lowered(word: re.Match[str]) -> str:
        keeps = word.start() == 0 or fold(word[0]) not in doc.lexicon.particles
        return (word[0][0] if keeps else fold(word[0][0])) + fold(word[0][1:])

    return re.sub(r"\w+", lowered, capitals)


def dateline_end(doc: Document, dateline: Dateline) -> int:
    """Offset behind the dateline with its date, agency and dash."""
    opening = opening_behind(doc, dateline.end)
    return opening.end if opening is not None else dateline.end


def find_agency(doc: Document, dateline: Dateline | None) -> str | None:
    """The agency in the dateline's brackets, else the first one named."""
    opening = opening_behind(doc, dateline.end) if dateline is not None else None
    if opening is not None and opening.agency is not None and len(opening.agency) <= _LONGEST_AGENCY:
        return opening.agency
    first = min(doc.of("agency"), key=lambda m: (m.start, -m.end), default=None)
    return str(first.payload.value) if first is not None else None
