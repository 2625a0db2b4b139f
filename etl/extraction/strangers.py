"""Who acts for no party that the text tells: unknown names, and people and companies with a nation beside them."""

from collections.abc import Iterator

from etl.extraction.document import Document, between, kinds
from etl.extraction.items import Clauses, Item
from etl.extraction.markers import Markers
from etl.extraction.names import name_from
from etl.extraction.overlaps import longest
from etl.lexicon.patterns import Match

_QUALIFYING = 3  # words between a nation and those who act for none
_APART = kinds("marker", "conjunctions", "event", "speech", "clause_openers", "title", "units", "passive", "pairs")
_NATIONAL = ("demonym", "name", "place", "actor", "body")


class Strangers:
    """Finds the strangers of one document."""

    def __init__(self, doc: Document, markers: Markers) -> None:
        self.doc = doc
        self.markers = markers

    def among(self, items: list[Item], frame: Clauses) -> list[Item]:
        """``Chadian protesters``, ``a German industry association``: with the nation beside them they are strangers."""
        items = _without_minorities(items)
        outsiders = longest(self.doc.within("outsiders", frame.first, frame.last))
        for match in outsiders:
            if self.doc.starts_with("event", match.start) is not None:
                continue  # ``the opposition of B to it`` is what B does
            beside = [i for i in items if self._belongs(i, match)]
            first = min([match.start, *(i.first for i in beside)])
            last = max([match.end, *(i.last for i in beside)])
            if any(i.first < last and first < i.last and i not in beside for i in items):
                continue
            marker = next((i.marker for i in beside if i.first == first), None)
            marker = marker or self.markers.of_phrase(first, last, frame, match.marker)
            nation = tuple(dict.fromkeys(p for i in beside for p in i.parties))
            stranger = Item(first, last, (), (), marker, "stranger", frame.clause_of(first), nation=nation)
            items = sorted([*(i for i in items if i not in beside), stranger], key=lambda i: i.first)
        return items

    def _belongs(self, item: Item, outsider: Match) -> bool:
        """A nation's adjective or name beside the word, or a name that it is joined to (``anti-Meier protesters``)."""
        if item.kind not in _NATIONAL or (item.first < outsider.end and outsider.start < item.last):
            return False
        gap = range(min(item.last, outsider.end), max(item.first, outsider.start))
        hyphen = any(self.doc.words[i] == "-" for i in gap)
        if item.first >= outsider.end:
            follows = self.doc.lexicon.data.grammar.adjective_follows and item.kind == "demonym"
            return (follows and len(gap) <= 1) or (hyphen and len(gap) == 2) or self._owns(item, gap)
        return len(gap) == 0 or (item.is_adjective and len(gap) == 1) or self._qualifies(item, gap)

    def _qualifies(self, item: Item, gap: range) -> bool:
        """``智利足球协会``: without spaces, letters of which the lexicon knows nothing stand between."""
        if not self.doc.lexicon.data.writing.is_solid or item.kind not in ("name", "demonym"):
            return False
        near = len(gap) <= self.doc.reach(_QUALIFYING)
        return near and all(self.doc.words[i].isalpha() and not self.doc.opens(i, _APART) for i in gap)

    def _owns(self, item: Item, gap: range) -> bool:
        """``граждан США``, ``ciudadanos de Chile``: the nation behind its people."""
        follows = self.doc.lexicon.data.grammar.genitive_follows and item.marker in (None, "of") and not gap
        return item.kind == "name" and (follows or (item.marker == "of" and len(gap) == 1))

    def unknown(self, items: list[Item], frame: Clauses) -> Iterator[Item]:
        """Names of which nothing is known: they may act, and then nobody else does."""
        capitalized = between(self.doc.capitalized, frame.first, frame.last)
        if not capitalized:
            return
        covered = {i for item in items for i in range(item.first, item.last)}
        shortest = 2 if self.doc.lexicon.data.writing.nouns_capitalized else 1
        behind = frame.first
        for at in capitalized:
            if at < behind or at in covered or not self.doc.words[at][0].isalpha():
                continue
            end = name_from(self.doc, at)
            length = end - at
            if length >= shortest and (at > frame.first or length > 1) and covered.isdisjoint(range(at, end)):
                marker = self.markers.of_phrase(at, end, frame, None)
                yield Item(at, end, (), (), marker, "stranger", frame.clause_of(at))
            behind = max(end, at + 1)


def _without_minorities(items: list[Item]) -> list[Item]:
    """``some German Turks``: a people inside another state acts for neither."""
    kept: list[Item] = []
    for item in items:
        before = kept[-1] if kept else None
        peoples = before is not None and before.kind == item.kind == "demonym" and before.last == item.first
        if before is not None and peoples and before.is_adjective and not item.is_adjective:
            whole = Item(
                before.first, item.last, (), (), before.marker, "stranger", before.clause, nation=before.parties
            )
            kept[-1] = whole
        else:
            kept.append(item)
    return kept
