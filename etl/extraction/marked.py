"""The items around a trigger that a marker tells of: a preposition, an ending, an article."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item
from etl.extraction.predication import Predication
from etl.extraction.situation import MARKED_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_AROUND = ("object", "to", "against")  # what may stand before a clause that the last verb governs: A B-ni ... dep V
_BREACHES = frozenset({"ACCUSE", "MOBILIZE", "ASSAULT", "COERCE", "THREATEN"})  # what a body's resolutions forbid
_NOMINAL_REACH = 2  # tokens between a party and the verbal noun that it belongs to


class Marked(Predication):
    """Finds the marked items of one trigger, the likeliest first."""

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.markers = {i.marker for i in clauses.items} | {"object"}  # an animate one may be an object without it

    def _nearest(self, markers: list[str]) -> Iterator[tuple[Item, float]]:
        """Items with any of the markers, nearest to the trigger first, those behind it before those in front."""
        found = [i for marker in markers if marker in self.markers for i in self._marked(marker)]
        if self.grammar.nominal_objects:
            found = [i for i in found if not self._is_inside_nominal(i)]
        for item in sorted(found, key=self._remoteness):
            yield item, 0.95

    def _remoteness(self, item: Item) -> tuple[bool, bool, int]:
        """How far an item is: behind the trigger it is nearer, but where all, even participles, stand ahead.

        ``With B the partnership between the two countries``: who is named comes before a pair.
        """
        arguments_ahead = bool(self.grammar.attributive) and self.trigger.kind == "verb"
        is_far = (item.first < self.match.start) != arguments_ahead
        return item.kind == "pair", is_far, abs(item.first - self.match.end)

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i
            for i in self.clauses.items
            if (i.marker == marker or (marker == "object" and self._is_animate_object(i)))
            and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        behind = [i for i in items if i.first >= self.match.end]
        furthest = self.clause + (0 if marker in ("from", "in") else 2)  # ``urged B, to keep out of C's affairs``
        for item in sorted(behind, key=lambda i: i.first):
            if item.first - self.last <= self.doc.reach(MARKED_REACH) and item.clause <= furthest:
                yield item
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)
        if self._reaches_back(marker, begin) and not before:
            earlier = [i for i in items if i.last <= begin and self.clause - i.clause <= 2]
            yield from reversed(earlier)

    def _reaches_back(self, marker: str, begin: int) -> bool:
        """Before a clause that the last verb governs, or a fronted object parted from its verb by an insertion."""
        if self.trigger.kind != "verb":
            return False
        fronted = marker == "object" and self.first - begin <= 1 and self.clause > 1
        return fronted or (self.grammar.verb_last and marker in _AROUND)

    def _is_animate_object(self, item: Item) -> bool:
        """``поздравил президента Ирана``: where cases are, persons acted on stand in the genitive behind the verb."""
        has_cases = self.grammar.oblique is not None and self.trigger.kind == "verb"
        ahead = {self.match.end, self.match.tail[0] if self.match.tail is not None else self.match.end}
        return has_cases and item.marker == "of" and item.kind == "actor" and item.first in ahead

    def _is_inside_nominal(self, item: Item) -> bool:
        """``A backs B's joining C``, with the verb last: C belongs to the noun between it and the trigger."""
        if item.first >= self.first or item.marker == "object":
            return False
        behind = range(item.last, min(item.last + _NOMINAL_REACH, self.first))
        is_nominal = any(fnmatchcase(self.doc.folded[i], f) for i in behind for f in self.grammar.nominal_objects)
        owners = (i for i in self.clauses.items if i.last <= item.first and i.clause == item.clause)
        return is_nominal and any(i.marker == "possessor" and i.parties != item.parties for i in owners)

    def _is_ruling(self, item: Item) -> bool:
        """``condemned the test as a breach of the Council's resolutions``: no body is accused."""
        if self.trigger.type not in _BREACHES or item.kind != "body":
            return False
        return (
            self.doc.starts_with("rulings", item.last) is not None
            or self.doc.ends_with("rulings", item.first) is not None
        )
