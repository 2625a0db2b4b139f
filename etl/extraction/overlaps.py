"""Of matches that overlap, the ones that count."""

from etl.extraction.document import Document
from etl.lexicon.patterns import Match


def longest(matches: list[Match]) -> list[Match]:
    """Leftmost-longest: of overlapping matches the one that begins first, of those the longest; with a gap first.

    Of two with a gap the one that has more behind it: ``called .. home`` before ``called``.
    """
    if len(matches) < 2:
        return matches
    chosen: list[Match] = []
    behind = 0
    tails: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start, -m.end, m.tail is None, -_tail_length(m), _tells_less(m))):
        if match.start >= behind and match.start not in tails:
            chosen.append(match)
            behind = match.end
            tails.update(range(*match.tail) if match.tail is not None else ())
    return chosen


def _tail_length(match: Match) -> int:
    return match.tail[1] - match.tail[0] if match.tail is not None else 0


def _tells_less(match: Match) -> bool:
    """A trigger that tells no status of its own, where another of the same words does."""
    return getattr(match.payload.value, "status", None) is None


def longest_first(doc: Document, matches: list[Match]) -> list[Match]:
    """Of overlapping matches the one with most words, then most letters; in the order of the text."""

    def rank(match: Match) -> tuple[int, int, int]:
        start, end = doc.span(match.start, match.end)
        return match.start - match.end, start - end, match.start

    taken: set[int] = set()
    chosen: list[Match] = []
    for match in sorted(matches, key=rank):
        tokens = range(match.start, match.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.start)
