"""The items around a trigger that a marker tells of: a preposition, an ending, an article."""

from collections.abc import Iterator

from etl.extraction.document import COMMAS, Document
from etl.extraction.items import Clauses, Item
from etl.extraction.predication import Predication
from etl.extraction.situation import FRAMING, MARKED_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_AROUND = ("object", "to", "against")  # what may stand before a clause that the last verb governs: A B-ni ... dep V
_ADDRESSED = frozenset({"REQUEST", "THREATEN"})  # where verbs stand last, who is asked is named before what is
_VALUING = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_NOMINAL_REACH = 2  # tokens between a party and the verbal noun that it belongs to


class Marked(Predication):
    """Finds the marked items of one trigger, the likeliest first."""

    object: Item | None

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.markers = {i.marker for i in clauses.items} | {"object"}  # an animate one may be an object without it

    def _nearest(self, markers: list[str]) -> Iterator[tuple[Item, float]]:
        """Items with any of the markers, nearest to the trigger first, those behind it before those in front."""
        found = [i for marker in markers if marker in self.markers for i in self._marked(marker)]
        if self.grammar.nominal_objects:
            found = [i for i in found if not self._is_inside_nominal(i)]
        if self.doc.starts_with("frame_ends", self.first) is not None:
            found = [i for i in found if i.marker in FRAMING and i.last <= self.first] or found
        for item in sorted(found, key=self._remoteness):
            if not (item.marker == "with" and self._is_with_another(item)) and not self._is_past_owner(item):
                yield item, 0.95

    def _is_past_owner(self, item: Item) -> bool:
        """``supports A's talks with B``: what is praised, blamed or refused is A's, whatever it concerns."""
        if self.trigger.type not in _VALUING:
            return False
        if item.first <= self.last:
            is_sov = self.grammar.word_order == "sov" and item.marker != "object"
            return is_sov and any(i.marker == "possessor" and i.last == item.first for i in self.clauses.items)
        return any(self.match.end <= owner.first < item.first for owner in self.owners_of_object())

    def _is_with_another(self, item: Item) -> bool:
        """``met A after talks with B``: what has an object of its own leaves the next meeting's partner to that one."""
        if self.trigger.kind != "verb" or self.object is None or item.first <= self.last:
            return False
        between = self.doc.within("event", self.last, item.first)
        return any(m.payload.value.kind == "noun" and m.payload.value.type == "CONSULT" for m in between)

    def _remoteness(self, item: Item) -> tuple[bool, bool, bool, int]:
        """How far an item is: behind the trigger it is nearer, but where all, even participles, stand ahead.

        ``With B the partnership between the two countries``: who is named comes before a pair.
        """
        is_sov = self.grammar.word_order == "sov"
        is_ahead = is_sov or (item.marker == "with" and self.doc.lexicon.data.writing.is_solid)  # 与 B 会面
        is_far = item.first >= self.last if is_ahead else item.first < self.match.start
        is_asked = is_sov and self._is_asked(item)
        return item.kind == "pair", is_far, not is_asked, item.first if is_asked else abs(item.first - self.match.end)

    def _is_asked(self, item: Item) -> bool:
        """Before a verb of asking that stands last, the first is who is asked; but no verb is joined between."""
        is_asking = self.trigger.type in _ADDRESSED and self.trigger.kind == "verb"
        return is_asking and item.last <= self.first and not self.doc.within("conjunctions", item.last, self.first)

    def _is_inside_nominal(self, item: Item) -> bool:
        """``A backs B's joining C``, with the verb last: C belongs to the noun between it and the trigger."""
        if item.first >= self.first or item.marker == "object":
            return False
        behind = range(item.last, min(item.last + _NOMINAL_REACH, self.first))
        is_nominal = any(self.doc.is_form(i, self.grammar.nominal_objects) for i in behind)
        owners = (i for i in self.clauses.items if i.last <= item.first and i.clause == item.clause)
        return is_nominal and any(i.marker == "possessor" and i.parties != item.parties for i in owners)

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i
            for i in self.clauses.items
            if (i.marker == marker or (marker == "object" and self._is_animate_object(i)))
            and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        if not items:
            return
        is_meeting = self.trigger.type == "CONSULT" and self.doc.lexicon.data.writing.is_solid
        is_ahead = is_meeting and marker == "with"  # 与 B 会面: what follows is another's
        if behind := [i for i in items if i.first >= self.match.end and not (is_ahead and i.first >= self.last)]:
            yield from self._within_reach(marker, behind)
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)
        if self._reaches_back(marker, begin) and not before:
            earlier = [i for i in items if i.last <= begin and self.clause - i.clause <= 2]
            yield from reversed(earlier)

    def _within_reach(self, marker: str, behind: list[Item]) -> Iterator[Item]:
        """Not too far: ``urged B, to keep out of C's affairs``."""
        is_last = self.grammar.word_order == "sov" and self.trigger.kind == "verb"
        if self.closes_phrase():
            return
        is_complete = self._ends_with_clause() or (is_last and self.clause in self.clauses.subordinate)
        further = 1 if is_last and marker == "object" else 2  # whose object stands ahead
        furthest = self.clause + (0 if marker in ("from", "in") or is_complete else further)
        verb = self._next_verb() if self.trigger.kind == "noun" else self.joined_verb()
        reach = self.last + self.doc.reach(MARKED_REACH)
        for item in sorted(behind, key=lambda i: i.first):
            if verb is not None and item.first > verb:
                break
            if item.first <= reach and item.clause <= furthest:
                yield item

    def _next_verb(self) -> int | None:
        """``After talks in A, B flew to C``: what follows another clause's verb is the verb's."""
        found = (m for m in self.doc.within("event", self.last, self.clauses.last) if m.payload.value.kind == "verb")
        return next((m.start for m in found if self.clauses.clause_of(m.start) > self.clause), None)

    def _ends_with_clause(self) -> bool:
        """``A, which had cut aid, sent B tents``: what follows a relative clause belongs to the main one."""
        behind, clauses = self.clause + 1, self.clauses
        parts = self.grammar.word_order in ("svo", "v2")
        if not parts or self.doc.words[clauses.starts[self.clause] - 1] not in COMMAS:
            return False
        return self.clause in clauses.relative and behind < len(clauses.starts) and behind not in clauses.subordinate

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
