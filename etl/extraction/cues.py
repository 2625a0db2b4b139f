"""Words that say whether something happened: denied, planned, possible, called off."""

from collections.abc import Iterator
from typing import Final

from etl.extraction.document import Document
from etl.lexicon.patterns import Match

_BEFORE_MONTHS: Final = ("marker", "previous", "following", "this")


def cues(doc: Document, first: int, last: int) -> Iterator[Match]:
    """Those that begin at tokens ``[first, last)``; a month of the same name is none: ``in May``."""
    for match in doc.within("cue", first, last):
        if doc.starts_with("month", match.start) is None or not _is_month(doc, match.start):
            yield match


def _is_month(doc: Document, token: int) -> bool:
    """A capital, and none behind it, or a word of dates before it; not so ``Chile May Close Border``."""
    if not doc.is_capitalized(token):
        return False
    behind, before = token + 1, token - 1
    if behind >= len(doc.words) or not doc.is_capitalized(behind):
        return True
    return before >= 0 and (
        doc.words[before].isdigit() or any(doc.ends_with(kind, token) is not None for kind in _BEFORE_MONTHS)
    )
